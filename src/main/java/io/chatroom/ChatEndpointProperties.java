package io.chatroom;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of {@code /actuator/chat} that other endpoints do not have.
 *
 * @param showValues Who sees the addresses of members: never, when-authorized or always.
 * @param roles A user needs one of these roles to see addresses when show-values is
 * when-authorized. An empty list lets every authenticated user see them.
 */
@ConfigurationProperties("management.endpoint.chat")
record ChatEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

}
