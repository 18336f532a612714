package io.chatroom.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Chromium with the page, for a test.
 */
public final class Browser implements AutoCloseable {

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/**
	 * Opens the page in a wide window.
	 */
	public static Browser open(int port) {
		return open(port, 1280, 800, false);
	}

	/**
	 * Opens the page.
	 * @param port of the web server
	 * @param width of the page in CSS pixels, as is the height
	 * @param phone whether it is a phone, with two pixels for one
	 */
	public static Browser open(int port, int width, int height, boolean phone) {
		Programs.assumeInstalled("chromium", "chromedriver");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(path("chromium").toFile());
		// as root it has no sandbox of its own; a container's /dev/shm is small
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
				"--hide-scrollbars", "--window-size=" + width + "," + height, "--lang=en-GB");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(path("chromedriver").toFile())
			.usingAnyFreePort()
			.build();
		Browser browser = new Browser(new ChromeDriver(service, options));
		browser.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
		browser.driver.executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", "en-GB"));
		browser.driver.get("http://localhost:" + port + "/");
		return browser;
	}

	private static Path path(String program) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, program))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Signs in under a name, and waits until the page is connected.
	 */
	public Browser join(String name) {
		type("#name", name + Keys.ENTER);
		return awaitState("online");
	}

	/**
	 * Types a line, and sends it.
	 */
	public Browser say(String line) {
		return type("#input", line + Keys.ENTER);
	}

	public Browser type(String selector, CharSequence keys) {
		find(selector).sendKeys(keys);
		return this;
	}

	/**
	 * Types into whatever has the focus.
	 */
	public Browser press(CharSequence keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
		return this;
	}

	public Browser click(String selector) {
		find(selector).click();
		return this;
	}

	private WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	/**
	 * Runs a function body in the page.
	 */
	public Object run(String script, Object... arguments) {
		return Objects.requireNonNullElse(this.driver.executeScript(script, arguments), "");
	}

	/**
	 * Waits until an expression is true.
	 */
	public Browser await(String expression) {
		Awaitility.await(expression)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> Boolean.TRUE.equals(run("return Boolean(" + expression + ")")));
		return this;
	}

	/**
	 * Waits until the page says that it is online, or offline.
	 */
	public Browser awaitState(String state) {
		return await("document.querySelector('#online').textContent === '" + state + "'");
	}

	/**
	 * Waits until the conversation on the screen is this one.
	 */
	public Browser awaitPlace(String name) {
		return await("document.querySelector('#place').textContent.includes('" + name + "')");
	}

	/**
	 * Waits for a line on the screen.
	 */
	public Browser awaitLine(String line) {
		Awaitility.await(line).pollInterval(Duration.ofMillis(50)).until(this::lines, (lines) -> lines.contains(line));
		return this;
	}

	/**
	 * Returns what is on the screen: {@code alice: hello}, and without a name what the
	 * page or the server says.
	 */
	@SuppressWarnings("unchecked")
	public List<String> lines() {
		return (List<String>) run("""
				return [...document.querySelectorAll('#rows .row')].map((row) => {
					const name = row.querySelector(':scope > .name');
					return (name ? name.textContent + ': ' : '') + row.querySelector('.text').textContent;
				})""");
	}

	/**
	 * Returns the text of an element.
	 */
	public String text(String selector) {
		return String.valueOf(run("return document.querySelector(arguments[0]).textContent", selector));
	}

	/**
	 * Opens an empty tab before the page, so that the page is hidden.
	 * @return the handle of the page
	 */
	public String hide() {
		String page = this.driver.getWindowHandle();
		this.driver.switchTo().newWindow(org.openqa.selenium.WindowType.TAB);
		return page;
	}

	/**
	 * Returns the title of a tab that stays hidden.
	 */
	public String titleOf(String page) {
		return this.driver.executeCdpCommand("Target.getTargets", Map.of())
			.values()
			.stream()
			.flatMap((targets) -> ((List<?>) targets).stream())
			.map((target) -> (Map<?, ?>) target)
			.filter((target) -> page.equals(target.get("targetId")))
			.map((target) -> String.valueOf(target.get("title")))
			.findFirst()
			.orElse("");
	}

	/**
	 * Wants dark colors, or light ones.
	 */
	public Browser wantDark(boolean dark) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
		return this;
	}

	/**
	 * Takes a picture of the page.
	 */
	public void picture(Path file) {
		try {
			Files.write(file, this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns what axe-core finds that keeps people out.
	 */
	public List<?> barriers() {
		try {
			run(new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return (List<?>) Objects.requireNonNull(this.driver.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run().then((found) => done(found.violations
					.filter(({ impact }) => impact === 'serious' || impact === 'critical')
					.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' '))),
					(error) => done([String(error)]))"""));
	}

	/**
	 * Expects that the page ran into no error, and tried nothing that its policy forbids.
	 */
	public void expectNoErrors() {
		assertThat(this.driver.manage().logs().get(LogType.BROWSER).getAll().stream())
			.filteredOn((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			// the browser itself reports a server that is away
			.filteredOn((entry) -> !entry.getMessage().contains("WebSocket connection to"))
			.isEmpty();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
