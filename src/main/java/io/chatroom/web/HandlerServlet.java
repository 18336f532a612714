package io.chatroom.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Lets one of Spring's handlers answer, without a dispatcher.
 */
final class HandlerServlet extends HttpServlet {

	private static final long serialVersionUID = 1L;

	private final transient HttpRequestHandler handler;

	HandlerServlet(HttpRequestHandler handler) {
		this.handler = handler;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		String path = request.getServletPath();
		request.setAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE,
				path.equals("/") ? "index.html" : path.substring(1));
		try {
			this.handler.handleRequest(request, response);
		}
		catch (HttpRequestMethodNotSupportedException ex) {
			response.setHeader("Allow", "GET, HEAD");
			response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
		}
		catch (NoResourceFoundException ex) {
			response.setStatus(HttpServletResponse.SC_NOT_FOUND);
		}
	}

}
