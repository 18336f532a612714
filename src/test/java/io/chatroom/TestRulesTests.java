package io.chatroom;

import java.time.Duration;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * What keeps tests green on a slow machine, and beside each other.
 */
@AnalyzeClasses(packages = "io.chatroom", importOptions = OnlyIncludeTests.class)
class TestRulesTests {

	@ArchTest
	static final ArchRule WHO_LOOKS_AT_ALL_THAT_IS_LOGGED_RUNS_ALONE = classes()
		.that(describe("look at all that is logged", TestRulesTests::looksAtAllThatIsLogged))
		.should()
		.beAnnotatedWith(Isolated.class);

	@ArchTest
	static final ArchRule NOBODY_CUTS_THE_PIPES_OF_A_PROCESS = noClasses().should()
		.callMethod(Process.class, "destroy")
		.orShould()
		.callMethod(Process.class, "destroyForcibly")
		.because("its last output is lost, and its reader fails; its handle ends the process alone");

	@ArchTest
	static final ArchRule NOBODY_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);

	@ArchTest
	static final ArchRule NOBODY_SLEEPS_FOR_A_DURATION = noClasses().should()
		.callMethod(Thread.class, "sleep", Duration.class);

	@ArchTest
	static final ArchRule NOBODY_WAITS_LESS_THAN_ALL_OTHERS = noClasses().that()
		.doNotHaveSimpleName("DeadPeerIT")
		.should()
		.callMethod(ConditionFactory.class, "atMost", Duration.class);

	private static boolean looksAtAllThatIsLogged(JavaClass type) {
		return type.isAnnotatedWith(ExtendWith.class) && type.getDirectDependenciesFromSelf()
			.stream()
			.anyMatch((dependency) -> dependency.getTargetClass().isEquivalentTo(CapturedOutput.class));
	}

}
