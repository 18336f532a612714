package io.chatroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files under {@code deploy/cluster}: they name the same nodes, and the engine keeps
 * all that it has confirmed.
 */
class ClusterFilesTests {

	private static final Pattern NODE = Pattern.compile("node-[a-z]");

	private final JsonNode services = yaml("docker-compose.yml").get("services");

	ClusterFilesTests() throws IOException {
	}

	@Test
	void allFilesNameTheSameNodes() throws IOException {
		List<String> nodes = this.services.propertyStream()
			.map((service) -> service.getKey())
			.filter((name) -> NODE.matcher(name).matches())
			.toList();
		assertThat(nodes).hasSize(3)
			.allMatch((node) -> this.services.get(node).get("hostname").asString().equals(node));
		assertThat(yaml("prometheus.yml").at("/scrape_configs/0/static_configs/0/targets").valueStream())
			.extracting(JsonNode::asString)
			.containsExactlyElementsOf(nodes.stream().map((node) -> node + ":8080").toList());
		assertThat(read("haproxy.cfg").lines().map(String::strip).filter((line) -> line.startsWith("server ")))
			.containsExactlyElementsOf(nodes.stream().map((node) -> "server %1$s %1$s:5000".formatted(node)).toList());
	}

	@Test
	void nodesShareTheEngineAndTrustTheBalancerAlone() throws IOException {
		String subnet = yaml("docker-compose.yml").at("/networks/default/ipam/config/0/subnet").asString();
		assertThat(subnet).isNotEmpty();
		for (String node : List.of("node-a", "node-b", "node-c")) {
			JsonNode environment = this.services.get(node).get("environment");
			assertThat(environment.get("CHAT_CLUSTER_ENABLED").asString()).isEqualTo("true");
			assertThat(this.services.has(environment.get("SPRING_DATA_REDIS_HOST").asString())).isTrue();
			assertThat(environment.get("CHAT_PROXY_TRUSTED").asString()).isEqualTo(subnet);
			assertThat(this.services.get(node).has("ports")).isFalse();
		}
	}

	@Test
	void engineKeepsWhatItHasConfirmed() {
		JsonNode redis = this.services.get("redis");
		assertThat(redis.get("command").asString()).contains("--dir /data ", "--appendonly yes ",
				"--appendfsync always ", "--maxmemory-policy noeviction ");
		assertThat(redis.get("volumes").get(0).asString()).endsWith(":/data");
		assertThat(redis.has("ports")).isFalse();
	}

	private static JsonNode yaml(String file) throws IOException {
		return JsonMapper.shared()
			.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(read(file)));
	}

	private static String read(String file) throws IOException {
		return Files.readString(Path.of("deploy/cluster", file));
	}

}
