package io.chatroom;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * A minimum for a {@link DataSize}, which Jakarta Validation does not have.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AtLeast.Validator.class)
@interface AtLeast {

	/**
	 * The smallest size that is accepted, in the form of {@link DataSize#parse}.
	 */
	String value();

	String message() default "must be at least {value}";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/**
	 * Compares.
	 */
	final class Validator implements ConstraintValidator<AtLeast, DataSize> {

		private DataSize least = DataSize.ofBytes(0);

		@Override
		public void initialize(AtLeast constraint) {
			this.least = DataSize.parse(constraint.value());
		}

		@Override
		public boolean isValid(@Nullable DataSize size, ConstraintValidatorContext context) {
			return size == null || size.compareTo(this.least) >= 0;
		}

	}

}
