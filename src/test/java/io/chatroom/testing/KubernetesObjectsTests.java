package io.chatroom.testing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Which mistakes in manifests {@link KubernetesObjects} finds.
 */
class KubernetesObjectsTests {

	private static final String RIGHT = """
			apiVersion: v1
			kind: Service
			metadata:
			  name: chatroom
			spec:
			  publishNotReadyAddresses: true
			  ports:
			    - name: chat-port
			      port: 5000
			      targetPort: chat
			""";

	@ParameterizedTest
	@CsvSource({ "targetPort:, targetport:, targetport", "5000, many, Cannot coerce String",
			"5000, \"5000\", Cannot coerce String", "chat-port, 7, Cannot coerce Integer",
			"chat-port, true, Cannot coerce Boolean", "true, \"true\", Cannot coerce String", "v1, v2, v2",
			"Service, Servive, Servive", "Service, Ingress, publishNotReadyAddresses",
			"targetPort:, port:, duplicate key", "spec:, specs:, specs" })
	void findsMistake(String right, String wrong, String words) {
		assertThat(KubernetesObjects.of(RIGHT).all()).hasSize(1);
		assertThat(RIGHT).contains(right);
		String broken = RIGHT.replace(right, wrong);
		assertThatThrownBy(() -> KubernetesObjects.of(broken)).hasMessageContaining(words);
	}

}
