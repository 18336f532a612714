package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.chatroom.testing.KubernetesObjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code kubectl} makes of the manifests in {@code deploy/kubernetes}. Each object
 * is what the classes of its kind say, see {@link KubernetesObjects}. With
 * {@code -Dkubernetes.rules=write} the last test writes the alerts.
 */
class KubernetesIT {

	private static final Path DIRECTORY = Path.of("deploy", "kubernetes");

	private static final Path PAGE = Path.of("docs", "kubernetes.md");

	private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\n(.*?)^```");

	@ParameterizedTest
	@ValueSource(strings = { "single", "cluster" })
	void podsMayDoLittle(String overlay) throws Exception {
		KubernetesObjects objects = KubernetesObjects.render(DIRECTORY.resolve(overlay));
		JsonNode pod = objects.pod();
		assertThat(pod.at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
		assertThat(pod.at("/securityContext/seccompProfile/type").stringValue()).isEqualTo("RuntimeDefault");
		assertThat(pod.at("/securityContext").has("runAsUser")).isFalse();
		assertThat(pod.get("automountServiceAccountToken").booleanValue()).isFalse();
		assertThat(pod.get("enableServiceLinks").booleanValue()).isFalse();
		JsonNode security = objects.container().get("securityContext");
		assertThat(security.get("allowPrivilegeEscalation").booleanValue()).isFalse();
		assertThat(security.get("readOnlyRootFilesystem").booleanValue()).isTrue();
		assertThat(security.at("/capabilities/drop/0").stringValue()).isEqualTo("ALL");
		assertThat(security.get("capabilities").has("add")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "single", "cluster" })
	void podsStopWithoutHaste(String overlay) throws Exception {
		KubernetesObjects objects = KubernetesObjects.render(DIRECTORY.resolve(overlay));
		Duration drain = Duration.parse("PT" + defaultOf("chat.tcp.drain-timeout"));
		long before = objects.container().at("/lifecycle/preStop/sleep/seconds").longValue();
		// the rest is for the end of the process
		assertThat(objects.pod().get("terminationGracePeriodSeconds").longValue())
			.isGreaterThanOrEqualTo(before + 2 * drain.toSeconds());
		assertThat(before).isPositive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "single", "cluster" })
	void namesOfPortsAndPodsFit(String overlay) throws Exception {
		KubernetesObjects objects = KubernetesObjects.render(DIRECTORY.resolve(overlay));
		List<String> ports = texts(objects.container().get("ports"), "/name");
		assertThat(ports).containsExactly("chat", "web", "actuator");
		assertThat(texts(objects.container().get("ports"), "/containerPort")).containsExactly("5000", "8000", "8080");
		for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
			JsonNode http = objects.container().at("/" + probe + "/httpGet");
			assertThat(http.get("port").stringValue()).isEqualTo("actuator");
			assertThat(http.get("path").stringValue()).matches("/actuator/health/(liveness|readiness)");
		}
		JsonNode labels = objects.get("StatefulSet", "chatroom").at("/spec/template/metadata/labels");
		for (JsonNode object : objects.all()) {
			JsonNode selector = object.at("/spec/selector");
			if (object.get("kind").stringValue().equals("Service")) {
				assertThat(ports).containsAll(texts(object.at("/spec/ports"), "/targetPort"));
				assertThat(texts(object.at("/spec/ports"), "/appProtocol")).hasSize(1).isSubsetOf("tcp", "http");
				assertThat(selector).isEqualTo(labels);
			}
			else if (selector.isObject()) {
				assertThat(selector.get("matchLabels")).isEqualTo(labels);
			}
		}
		assertThat(objects.get("Service", "chatroom").at("/spec/ports/0/appProtocol").stringValue()).isEqualTo("tcp");
		JsonNode policy = objects.get("NetworkPolicy", "chatroom").get("spec");
		assertThat(policy.at("/podSelector/matchLabels")).isEqualTo(labels);
		assertThat(policy.get("ingress").valueStream().map((rule) -> rule.at("/ports/0/port").stringValue()))
			.containsExactlyElementsOf(ports);
		assertThat(objects.get("StatefulSet", "chatroom").at("/spec/serviceName").stringValue())
			.isEqualTo(objects.get("Service", "chatroom-nodes").at("/metadata/name").stringValue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "single", "cluster" })
	void variablesAreSettings(String overlay) throws Exception {
		KubernetesObjects objects = KubernetesObjects.render(DIRECTORY.resolve(overlay));
		JsonNode map = objects.get("ConfigMap", "chatroom");
		assertThat(map.get("data").propertyNames()).isNotEmpty()
			.allSatisfy((name) -> assertThat(Files.readString(Path.of("docs", "configuration.md")))
				.contains("| `" + name + "` |"));
		assertThat(objects.container().at("/envFrom/0/configMapRef/name").stringValue())
			.isEqualTo(map.at("/metadata/name").stringValue());
	}

	@Test
	void oneNodeHasVolume() throws Exception {
		KubernetesObjects objects = KubernetesObjects.render(DIRECTORY.resolve("single"));
		JsonNode set = objects.get("StatefulSet", "chatroom").get("spec");
		assertThat(set.get("replicas").intValue()).isEqualTo(1);
		assertThat(set.at("/volumeClaimTemplates/0/metadata/name").stringValue()).isEqualTo("data");
		assertThat(objects.container().get("volumeMounts").valueStream())
			.anyMatch((mount) -> mount.get("name").stringValue().equals("data")
					&& mount.get("mountPath").stringValue().equals("/data"));
		assertThat(Files.readString(Path.of("Dockerfile")))
			.contains("USER " + objects.pod().at("/securityContext/fsGroup") + ":", " CHAT_DATA_DIRECTORY=/data");
		assertThat(objects.kinds()).doesNotContain("PodDisruptionBudget");
	}

	@Test
	void threeNodesShareRedis() throws Exception {
		KubernetesObjects objects = KubernetesObjects.render(DIRECTORY.resolve("cluster"));
		assertThat(objects.get("StatefulSet", "chatroom").at("/spec/replicas").intValue()).isEqualTo(3);
		assertThat(objects.get("ConfigMap", "chatroom").at("/data/CHAT_CLUSTER_ENABLED").stringValue())
			.isEqualTo("true");
		assertThat(objects.container().at("/envFrom/1/secretRef/name").stringValue()).isEqualTo("chatroom-redis");
		assertThat(objects.get("PodDisruptionBudget", "chatroom").at("/spec/maxUnavailable").intValue()).isEqualTo(1);
		JsonNode labels = objects.get("StatefulSet", "chatroom").at("/spec/template/metadata/labels");
		assertThat(objects.pod().get("topologySpreadConstraints").valueStream()).hasSize(2)
			.allMatch((spread) -> spread.at("/labelSelector/matchLabels").equals(labels));
	}

	@Test
	void documentedOverlaysWork() throws Exception {
		List<String> blocks = YAML.matcher(Files.readString(PAGE))
			.results()
			.map((block) -> block.group(1).replace("chatroom/deploy", "../../deploy"))
			.toList();
		assertThat(blocks).hasSize(3);
		KubernetesObjects one = render("one", blocks.getFirst());
		assertThat(one.container().get("image").stringValue()).isEqualTo("images.example.org/chatroom:1.0.0");
		KubernetesObjects openshift = render("openshift", blocks.getFirst() + blocks.getLast());
		assertThat(openshift.pod().get("securityContext").has("fsGroup")).isFalse();
		KubernetesObjects three = render("three", blocks.get(1));
		assertThat(three.all()).allMatch((object) -> object.at("/metadata/namespace").stringValue().equals("chat"));
		assertThat(three.kinds()).contains("Ingress", "ServiceMonitor", "PrometheusRule");
		assertThat(three.get("ConfigMap", "chatroom").get("data").propertyNames()).contains("CHAT_PROXY_TRUSTED",
				"CHAT_CLUSTER_ENABLED");
		JsonNode backend = three.get("Ingress", "chatroom").at("/spec/rules/0/http/paths/0/backend/service");
		assertThat(texts(three.get("Service", backend.get("name").stringValue()).at("/spec/ports"), "/name"))
			.contains(backend.at("/port/name").stringValue());
		assertThat(three.get("Ingress", "chatroom").at("/spec/rules/0/host"))
			.isEqualTo(three.get("Ingress", "chatroom").at("/spec/tls/0/hosts/0"));
		JsonNode monitor = three.get("ServiceMonitor", "chatroom").get("spec");
		JsonNode scraped = three.get("Service", "chatroom-nodes");
		assertThat(scraped.at("/metadata/labels")).isEqualTo(monitor.at("/selector/matchLabels"));
		assertThat(texts(scraped.at("/spec/ports"), "/name")).contains(monitor.at("/endpoints/0/port").stringValue());
		// the rules ask for this job
		assertThat(scraped.at("/metadata/labels").get(monitor.get("jobLabel").stringValue()).stringValue())
			.isEqualTo("chatroom");
	}

	private static KubernetesObjects render(String name, String kustomization) throws Exception {
		Path directory = Files.createDirectories(Path.of("target", "kubernetes-" + name));
		Files.writeString(directory.resolve("kustomization.yaml"), kustomization);
		return KubernetesObjects.render(directory);
	}

	@Test
	void alertsAreThoseOfPrometheus() throws IOException {
		Path file = DIRECTORY.resolve("monitoring/rules.yaml");
		String rules = Files.readString(Path.of("deploy/prometheus/rules.yml"));
		String made = """
				# Made from deploy/prometheus/rules.yml: ./mvnw test -Dtest=KubernetesIT -Dkubernetes.rules=write
				apiVersion: monitoring.coreos.com/v1
				kind: PrometheusRule
				metadata:
				  name: chatroom
				spec:
				""" + rules.substring(rules.indexOf("groups:"))
			.lines()
			.collect(Collectors.joining("\n"))
			.indent(2)
			.replaceAll("(?m)^ +$", "");
		if ("write".equals(System.getProperty("kubernetes.rules"))) {
			Files.writeString(file, made);
		}
		assertThat(Files.readString(file)).isEqualTo(made);
	}

	private static String defaultOf(String setting) throws IOException {
		return Pattern.compile("\\| `" + Pattern.quote(setting) + "` \\| `\\w+` \\| `(\\w+)` \\|")
			.matcher(Files.readString(Path.of("docs", "configuration.md")))
			.results()
			.map((MatchResult row) -> row.group(1))
			.findFirst()
			.orElseThrow();
	}

	private static List<String> texts(JsonNode objects, String pointer) {
		return objects.valueStream().map((object) -> object.at(pointer).asString()).toList();
	}

}
