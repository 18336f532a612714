package io.chatroom;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Formatter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.chatroom.chat.NamePolicy;
import io.chatroom.protocol.AddressText;
import io.chatroom.tcp.accept.AdmissionSettings;
import io.chatroom.tcp.accept.Bans;
import io.chatroom.tcp.accept.Endpoint;
import io.chatroom.tcp.accept.EndpointException;
import io.chatroom.tcp.accept.Negotiated;
import io.chatroom.tcp.accept.ProxySettings;
import io.chatroom.tcp.count.RejectionReason;
import io.chatroom.tcp.count.SampledLog;
import io.chatroom.tcp.count.TcpCounters;
import io.chatroom.tcp.line.Framing;
import io.chatroom.tcp.line.Line;
import io.chatroom.tcp.line.LineSettings;
import io.chatroom.tcp.out.OutboxLimits;
import io.chatroom.tcp.socket.NanoClock;
import io.chatroom.tcp.tls.TlsSettings;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The import rules of docs/architecture.md.
 */
@AnalyzeClasses(packages = "io.chatroom", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.chatroom";

	private static final String PROTOCOL = "io.chatroom.protocol..";

	private static final String CHAT = "io.chatroom.chat..";

	private static final String LOG = "io.chatroom.log..";

	private static final String TCP = "io.chatroom.tcp..";

	private static final String CLIENT = "io.chatroom.client..";

	private static final String WEB = "io.chatroom.web..";

	private static final String OPS = "io.chatroom.ops..";

	@ArchTest
	static final ArchRule protocolKnowsJacksonCoreAlone = classes().that()
		.resideInAPackage(PROTOCOL)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(PROTOCOL, "java..", "jdk.net..", "org.jspecify..", "tools.jackson.core..");

	private static final DescribedPredicate<JavaClass> NAME_RULES = belongTo(equivalentTo(NamePolicy.class))
		.or(simpleName("Joiners"));

	@ArchTest
	static final ArchRule chatKnowsProtocolAlone = classes().that()
		.resideInAPackage(CHAT)
		.and(DescribedPredicate.not(NAME_RULES))
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(CHAT, PROTOCOL, "java..", "org.jspecify..", "com.google.errorprone.annotations..");

	@ArchTest
	static final ArchRule nameRulesKnowNameLibrariesToo = classes().that(NAME_RULES)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(CHAT, "java..", "org.jspecify..", "com.ibm.icu..", "rocks.xmpp..");

	@ArchTest
	static final ArchRule logKnowsChatAndProtocol = classes().that()
		.resideInAPackage(LOG)
		.should()
		.onlyDependOnClassesThat(othersAnd(LOG, CHAT, PROTOCOL));

	@ArchTest
	static final ArchRule memoryLogKnowsNoLibrary = classes().that()
		.resideInAPackage("io.chatroom.log.memory")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(LOG, CHAT, PROTOCOL, "java..", "org.jspecify..", "com.google.errorprone.annotations..");

	/** In some locales digits are others, and programs read what the room says. */
	@ArchTest
	static final ArchRule chatFormatsAlikeInEachLocale = noClasses().that()
		.resideInAPackage(CHAT)
		.should()
		.callMethod(String.class, "formatted", Object[].class)
		.orShould()
		.callMethod(String.class, "format", String.class, Object[].class);

	@ArchTest
	static final ArchRule tcpKnowsProtocolAlone = classes().that()
		.resideInAPackage(TCP)
		.should()
		.onlyDependOnClassesThat(othersAnd(TCP, PROTOCOL));

	@ArchTest
	static final ArchRule clientKnowsProtocolAlone = classes().that()
		.resideInAPackage(CLIENT)
		.should()
		.onlyDependOnClassesThat(othersAnd(CLIENT, PROTOCOL));

	@ArchTest
	static final ArchRule clientKnowsNoSpring = noClasses().that()
		.resideInAPackage(CLIENT)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..");

	@ArchTest
	static final ArchRule clientKnowsNoLoadTool = noClasses().that()
		.resideInAPackage("io.chatroom.client")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.chatroom.client.load..");

	@ArchTest
	static final ArchRule resumeKnowsNoLoadTool = noClasses().that()
		.resideInAPackage("io.chatroom.client.load.resume")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.chatroom.client.load");

	@ArchTest
	static final ArchRule opsKnowsChatStoreAndTcp = classes().that()
		.resideInAPackage(OPS)
		.should()
		.onlyDependOnClassesThat(
				othersAnd(OPS, CHAT, "io.chatroom.log.redis..", "io.chatroom.log.sqlite..", TCP, PROTOCOL));

	@ArchTest
	static final ArchRule webKnowsProtocolAlone = classes().that()
		.resideInAPackage(WEB)
		.should()
		.onlyDependOnClassesThat(othersAnd(WEB, PROTOCOL));

	@ArchTest
	static final ArchRule nobodyKnowsRoot = noClasses().that()
		.resideOutsideOfPackage(ROOT)
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT);

	@ArchTest
	static final ArchRule addressesAreWrittenInOneWay = noClasses().that()
		.resideOutsideOfPackage(CLIENT)
		.and()
		.doNotBelongToAnyOf(AddressText.class)
		// compares what it reads
		.and()
		.doNotHaveSimpleName("ProxyHeaderV1")
		// writes where to connect, for which a zone is needed
		.and()
		.doNotHaveSimpleName("HealthUrlFile")
		.should()
		.callMethodWhere(target(owner(assignableTo(InetAddress.class))).and(target(name("getHostAddress"))));

	/**
	 * In a hundred locales %d is not written in ASCII digits, and a protocol breaks.
	 */
	@ArchTest
	static final ArchRule textsAreFormattedWithALocale = noClasses().should()
		.callMethod(String.class, "formatted", Object[].class)
		.orShould()
		.callMethod(String.class, "format", String.class, Object[].class)
		.orShould()
		.callMethod(PrintStream.class, "printf", String.class, Object[].class)
		.orShould()
		.callMethod(PrintStream.class, "format", String.class, Object[].class)
		.orShould()
		.callMethod(PrintWriter.class, "printf", String.class, Object[].class)
		.orShould()
		.callMethod(PrintWriter.class, "format", String.class, Object[].class)
		.orShould()
		.callConstructor(Formatter.class);

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("io.chatroom.(*)..").should().beFreeOfCycles();

	/**
	 * The root of the transport uses its sub-packages, never the other way round.
	 */
	@ArchTest
	static final ArchRule tcpPackagesDoNotKnowTheirRoot = noClasses().that()
		.resideInAPackage("io.chatroom.tcp.*")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.chatroom.tcp");

	@ArchTest
	static final ArchRule tcpPackagesHaveNoCycles = slices().matching("io.chatroom.tcp.(*)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule tcpIsUsedThroughItsRoot = noClasses().that()
		.resideOutsideOfPackage(TCP)
		.should()
		.dependOnClassesThat(resideInAPackage("io.chatroom.tcp.*").and(DescribedPredicate.not(belongToAnyOf(
				// settings
				AdmissionSettings.class, Bans.class, Endpoint.class, EndpointException.class, Framing.class,
				LineSettings.class, ProxySettings.class, OutboxLimits.class, TlsSettings.class,
				// what is reported
				Line.class, Negotiated.class, RejectionReason.class, SampledLog.class, TcpCounters.class,
				NanoClock.class))));

	/** The arrows between packages in docs/architecture.md are those of the code. */
	@ArchTest
	static void packagesAreAsDrawn(JavaClasses classes) throws IOException {
		Set<String> drawn = Files.readString(Path.of("docs/architecture.md"))
			.lines()
			.filter((line) -> line.matches(" {2}[a-z.]+ --> [a-z.]+"))
			.map(String::strip)
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> found = classes.stream()
			.filter((origin) -> !origin.getPackageName().equals(ROOT))
			.flatMap((origin) -> origin.getDirectDependenciesFromSelf().stream())
			.filter((dependency) -> dependency.getTargetClass().getPackageName().startsWith(ROOT + "."))
			.map((dependency) -> arrow(dependency.getOriginClass(), dependency.getTargetClass()))
			.filter((arrow) -> !arrow.matches("(\\S+) --> \\1"))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(found).isEqualTo(drawn);
	}

	private static String arrow(JavaClass from, JavaClass to) {
		return from.getPackageName().substring(ROOT.length() + 1) + " --> "
				+ to.getPackageName().substring(ROOT.length() + 1);
	}

	private static DescribedPredicate<JavaClass> othersAnd(String... ours) {
		return resideOutsideOfPackage("io.chatroom..").or(resideInAnyPackage(ours));
	}

}
