package io.chatroom.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.chatroom.protocol.Command.Resume;
import io.chatroom.protocol.ProgramLine;
import io.chatroom.protocol.ProgramLine.Follow;
import io.chatroom.protocol.ProgramLine.Say;
import io.chatroom.web.LinesRequest.BadRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP for programs: says lines in a room, and streams what happens there. Each request
 * is a connection to the chat, which decides about it. Any thread.
 */
final class RoomsServlet extends HttpServlet {

	private static final long serialVersionUID = 1L;

	private static final Logger logger = LoggerFactory.getLogger(RoomsServlet.class);

	private static final Pattern PATH = Pattern.compile("/([^/\\s\\p{Cntrl}]{1,96})/(lines|events)");

	private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([\\w~+/.-]+=*) *");

	/** How long the chat may take for one line, its limit of lines a second included. */
	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

	private final transient WebSettings settings;

	private final transient ChatAccess chat;

	private final transient ProgramAccess access;

	private final transient GatewayHandler gateways;

	RoomsServlet(WebSettings settings, ChatAccess chat, ProgramAccess access, GatewayHandler gateways) {
		this.settings = settings;
		this.chat = chat;
		this.access = access;
		this.gateways = gateways;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Answer answer;
		if (this.gateways.places().tryAcquire()) {
			try {
				answer = answer(request, response);
			}
			catch (BadRequest ex) {
				answer = ex.answer();
			}
			catch (UncheckedIOException | SocketTimeoutException ex) {
				logger.debug("The chat did not answer", ex);
				answer = Answer.error(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The chat does not answer now.");
			}
			finally {
				this.gateways.places().release();
			}
		}
		else {
			answer = refuse(WebRefusal.TOO_MANY, 503, "Too many programs and browsers are connected. Try again later.");
		}
		if (answer != null && !response.isCommitted()) {
			answer.send(response);
		}
	}

	/**
	 * Returns the answer, or null after a stream.
	 */
	private @Nullable Answer answer(HttpServletRequest request, HttpServletResponse response)
			throws BadRequest, IOException {
		Matcher path = PATH.matcher(String.valueOf(request.getPathInfo()));
		if (!path.matches()) {
			return Answer.error(404, "There are /rooms/ROOM/lines and /rooms/ROOM/events.");
		}
		boolean says = path.group(2).equals("lines");
		String method = says ? "POST" : "GET";
		if (!request.getMethod().equals(method)) {
			response.setHeader("Allow", method);
			return Answer.error(405, "Use " + method + ".");
		}
		Visitor visitor = Visitor.of(request, this.settings);
		if (visitor == null) {
			return refuse(WebRefusal.FORWARDED, 400, "The proxy does not name the client's address.");
		}
		Matcher bearer = BEARER.matcher(String.valueOf(request.getHeader("Authorization")));
		String account = bearer.matches() ? this.access.account(bearer.group(1)) : null;
		if (account == null) {
			return refuse(WebRefusal.TOKEN, 401, "Send a token: Authorization: Bearer TOKEN.");
		}
		return says ? say(visitor, account, new Say(path.group(1)), LinesRequest.read(request))
				: follow(visitor, account, follow(path.group(1), request), response);
	}

	private Answer refuse(WebRefusal reason, int status, String text) {
		this.gateways.counters().refused(reason);
		return Answer.error(status, text);
	}

	private static Follow follow(String room, HttpServletRequest request) throws BadRequest {
		String id = request.getHeader("Last-Event-ID");
		if (id == null || id.isBlank()) {
			return new Follow(room, null);
		}
		Resume resume = Position.read(id);
		if (resume == null) {
			throw new BadRequest(400, "The Last-Event-ID is none that this server has sent.");
		}
		return new Follow(room, resume);
	}

	private Answer say(Visitor visitor, String account, Say wish, LinesRequest request) throws IOException {
		try (ChatSocket socket = connect(visitor, account, wish, ANSWER_TIMEOUT)) {
			List<ChatEvent> said = new ArrayList<>();
			String first = (socket != null) ? socket.read() : null;
			ChatEvent begin = (first != null) ? ChatEvent.of(first) : null;
			if (socket == null || begin == null) {
				return rejected(first);
			}
			if (!begin.is("prompt")) {
				return Answer.refused(begin, said);
			}
			for (String line : request.lines()) {
				socket.write(line);
				ChatEvent event = next(socket);
				if (event == null) {
					return rejected(null);
				}
				if (!event.is("said")) {
					return Answer.refused(event, said);
				}
				said.add(event);
			}
			return Answer.lines(said);
		}
	}

	/**
	 * Returns the next event that is an answer, or null at the end.
	 */
	private static @Nullable ChatEvent next(ChatSocket socket) throws IOException {
		ChatEvent event = null;
		do {
			String line = socket.read();
			event = (line != null) ? ChatEvent.of(line) : null;
		}
		while (event != null && event.is("notice"));
		return event;
	}

	private @Nullable Answer follow(Visitor visitor, String account, Follow wish, HttpServletResponse response)
			throws IOException {
		try (ChatSocket socket = connect(visitor, account, wish, this.settings.pingInterval())) {
			String first = (socket != null) ? socket.read() : null;
			ChatEvent begin = (first != null) ? ChatEvent.of(first) : null;
			if (socket == null || begin == null) {
				return rejected(first);
			}
			Long seq = begin.seq();
			if (!begin.is("prompt") || seq == null) {
				return Answer.refused(begin, List.of());
			}
			stream(new EventStream(response, socket, begin.epoch()), seq);
			return null;
		}
	}

	private static void stream(EventStream stream, long after) {
		try {
			stream.run(after);
		}
		catch (IOException ex) {
			logger.debug("The program has gone", ex);
		}
	}

	/**
	 * Returns what a program is told that the chat does not let in.
	 * @param line what the chat said, or null
	 */
	private Answer rejected(@Nullable String line) {
		if (line == null) {
			return refuse(WebRefusal.CLOSED, 503, "The chat does not answer now.");
		}
		return Answer.error(line.startsWith("Too many") ? 429 : 403, line);
	}

	private @Nullable ChatSocket connect(Visitor visitor, String account, ProgramLine wish, Duration timeout) {
		try {
			return ChatSocket.open(this.chat, visitor, account, wish, timeout);
		}
		catch (IOException ex) {
			logger.debug("No chat", ex);
			return null;
		}
	}

}
