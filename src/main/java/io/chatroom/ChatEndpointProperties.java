package io.chatroom;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the actuator's {@code chat}, beside those that all endpoints have.
 *
 * @param showValues who sees the addresses of members
 * @param roles of those of whom one is needed to see them when-authorized; none for any
 */
@ConfigurationProperties("management.endpoint.chat")
record ChatEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

}
