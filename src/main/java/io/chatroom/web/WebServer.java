package io.chatroom.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * The web server of the chat, a Tomcat apart from the actuator's. It is up before the
 * chat opens, and stops after it, so that the tabs receive its last words.
 */
public final class WebServer implements SmartLifecycle {

	/** Below that of the chat, which starts last and stops first. */
	private static final int PHASE = Integer.MAX_VALUE - 1024;

	/** In milliseconds, for a request and between two. */
	private static final int REQUEST_TIMEOUT = 5000;

	/** In bytes: what the kernel holds for a tab that reads slowly. */
	private static final String SEND_BUFFER = "65536";

	/** Less fits into a packet anyway. */
	private static final DataSize SMALLEST_COMPRESSED = DataSize.ofBytes(1024);

	private static final Logger logger = LoggerFactory.getLogger(WebServer.class);

	private final WebSettings settings;

	private final SslBundles bundles;

	private final ChatAccess chat;

	private final ProgramAccess programs;

	private final GatewayHandler gateways;

	private org.springframework.boot.web.server.@Nullable WebServer server;

	/**
	 * Creates a server that is not started.
	 * @param programs who may use HTTP as a program
	 */
	public WebServer(WebSettings settings, ChatAccess chat, ProgramAccess programs, SslBundles bundles) {
		this.chat = chat;
		this.programs = programs;
		this.settings = settings;
		this.bundles = bundles;
		this.gateways = new GatewayHandler(chat, settings);
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public synchronized void start() {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(this.settings.port());
		factory.setAddress(this.settings.address());
		factory.setCompression(compression());
		String bundle = this.settings.bundle();
		if (bundle != null) {
			factory.setSsl(Ssl.forBundle(bundle));
			factory.setSslBundles(this.bundles);
		}
		factory.setProtocol(LimitedProtocol.class.getName());
		factory.addProtocolHandlerCustomizers((LimitedProtocol protocol) -> {
			protocol.limit(this.settings::maxConnectionsOf,
					() -> this.gateways.counters().refused(WebRefusal.TOO_MANY_FROM_ADDRESS));
			protocol.setExecutor(new VirtualThreadExecutor("chat-web-"));
			protocol.setMaxConnections(this.settings.maxConnections());
			protocol.setConnectionTimeout(REQUEST_TIMEOUT);
			protocol.setKeepAliveTimeout(REQUEST_TIMEOUT);
			protocol.setProperty("socket.txBufSize", SEND_BUFFER);
		});
		factory.addContextCustomizers((context) -> {
			context.addServletContainerInitializer(new WsSci(), null);
			// of the host, as some requests are refused before they get to the context
			context.getParent().getPipeline().addValve(quietErrors());
		});
		this.server = factory.getWebServer(this::addServlets);
		this.server.start();
		logger.info("Chat is open for browsers on port {}", this.server.getPort());
	}

	/**
	 * Returns that the files of the page are compressed.
	 */
	private static Compression compression() {
		Compression compression = new Compression();
		compression.setEnabled(true);
		compression.setMinResponseSize(SMALLEST_COMPRESSED);
		compression.setMimeTypes(new String[] { "text/html", "text/css", "text/javascript" });
		return compression;
	}

	/**
	 * Returns a valve that names neither the software nor what went wrong.
	 */
	private static ErrorReportValve quietErrors() {
		ErrorReportValve valve = new ErrorReportValve();
		valve.setShowServerInfo(false);
		valve.setShowReport(false);
		return valve;
	}

	private void addServlets(ServletContext context) throws ServletException {
		context.addFilter("headers", new SecurityHeaders())
			.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
		WebSocketHttpRequestHandler sessions = new WebSocketHttpRequestHandler(this.gateways,
				new DefaultHandshakeHandler(new StandardWebSocketUpgradeStrategy()));
		sessions.setHandshakeInterceptors(List.of(new Handshakes(this.settings, this.gateways)));
		sessions.setServletContext(context);
		add(context, "sessions", new HandlerServlet(
				(request, response) -> sessions.handleRequest(new PlainHandshake(request), response)), "/ws");
		add(context, "rooms", new RoomsServlet(this.settings, this.chat, this.programs, this.gateways), "/rooms/*");
		add(context, "page", new HandlerServlet(page(context)), "/");
	}

	private static void add(ServletContext context, String name, HttpServlet servlet, String path) {
		ServletRegistration.Dynamic added = Objects.requireNonNull(context.addServlet(name, servlet));
		added.addMapping(path);
		added.setAsyncSupported(true);
	}

	private static ResourceHttpRequestHandler page(ServletContext context) throws ServletException {
		ResourceHttpRequestHandler page = new ResourceHttpRequestHandler();
		page.setLocations(List.of(new ClassPathResource("web/")));
		page.setServletContext(context);
		page.setCacheControl(CacheControl.noCache());
		// of all builds the files have the same date
		page.setUseLastModified(false);
		try {
			page.afterPropertiesSet();
		}
		catch (Exception ex) {
			throw new ServletException(ex);
		}
		return page;
	}

	/**
	 * Returns the port that it has, -1 before it is started.
	 */
	public synchronized int port() {
		return (this.server != null) ? this.server.getPort() : -1;
	}

	/**
	 * Returns its meters.
	 */
	public MeterBinder metrics() {
		return this.gateways.counters();
	}

	@Override
	public synchronized void stop() {
		if (this.server != null) {
			this.gateways.drain(this.settings.drainTimeout());
			this.server.stop();
			this.server.destroy();
			this.server = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.server != null;
	}

}
