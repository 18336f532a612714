package io.chatroom.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code kubectl} makes of manifests. Each object is read into the class of its
 * kind, so that an unknown field or a value of another type fails.
 *
 * @param all the objects
 */
public record KubernetesObjects(List<JsonNode> all) {

	private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of("ConfigMap", ConfigMap.class,
			"Ingress", Ingress.class, "NetworkPolicy", NetworkPolicy.class, "PodDisruptionBudget",
			PodDisruptionBudget.class, "PrometheusRule", PrometheusRule.class, "Service", Service.class,
			"ServiceMonitor", ServiceMonitor.class, "StatefulSet", StatefulSet.class);

	private static final JsonMapper STRICT = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.withCoercionConfig(LogicalType.Textual,
				(config) -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
		.annotationIntrospector(new JacksonAnnotationIntrospector() {

			// the classes would take unknown fields
			@Override
			public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
				return false;
			}

		})
		.build();

	/**
	 * Renders the manifests of a directory, or skips the test without {@code kubectl}.
	 */
	public static KubernetesObjects render(Path directory) throws IOException, InterruptedException {
		Programs.assumeInstalled("kubectl");
		File errors = File.createTempFile("kubectl", ".txt");
		errors.deleteOnExit();
		Process kubectl = new ProcessBuilder("kubectl", "kustomize", directory.toString()).redirectError(errors)
			.start();
		String rendered = kubectl.inputReader().readAllAsString();
		assertThat(kubectl.waitFor()).as(() -> contentOf(errors)).isZero();
		return of(rendered);
	}

	private static String contentOf(File file) {
		return org.assertj.core.api.Assertions.contentOf(file);
	}

	/**
	 * Reads objects as YAML.
	 */
	static KubernetesObjects of(String yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
		List<JsonNode> all = StreamSupport.stream(documents.spliterator(), false)
			.map((document) -> STRICT.<JsonNode>valueToTree(document))
			.toList();
		all.forEach(KubernetesObjects::check);
		return new KubernetesObjects(all);
	}

	private static void check(JsonNode object) {
		String kind = object.path("kind").asString();
		HasMetadata read = STRICT.treeToValue(object, Objects.requireNonNull(KINDS.get(kind), kind));
		assertThat(read.getApiVersion()).isEqualTo(HasMetadata.getApiVersion(KINDS.get(kind)));
		assertThat(read.getMetadata().getName()).matches("[a-z0-9-]+");
	}

	/**
	 * Returns the object of a kind and name.
	 */
	public JsonNode get(String kind, String name) {
		return this.all.stream()
			.filter((object) -> object.path("kind").asString().equals(kind)
					&& object.at("/metadata/name").asString().matches(name + "(-[a-z0-9]{10})?"))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Returns the pods' specification.
	 */
	public JsonNode pod() {
		return get("StatefulSet", "chatroom").at("/spec/template/spec");
	}

	/**
	 * Returns the pods' only container.
	 */
	public JsonNode container() {
		return pod().at("/containers/0");
	}

	/**
	 * Returns the names of the kinds.
	 */
	public List<String> kinds() {
		return this.all.stream().map((object) -> object.path("kind").asString()).distinct().toList();
	}

}
