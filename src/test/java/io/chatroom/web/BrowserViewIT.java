package io.chatroom.web;

import java.nio.file.Path;

import io.chatroom.testing.Browser;
import io.chatroom.testing.ChatServer;
import io.chatroom.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page looks like, and whether everyone can use it. With
 * {@code -Dscreenshots=write} its pictures go to {@code docs}.
 */
class BrowserViewIT {

	private static final boolean WRITES = "write".equals(System.getProperty("screenshots"));

	@Test
	void keepsNobodyOutInAWideWindow() {
		try (ChatServer server = ChatServer.startWithWeb();
				Browser browser = Browser.open(server.webPort(), 1280, 720, false)) {
			assertThat(browser.barriers()).isEmpty();
			scene(server, browser, () -> {
				browser.wantDark(false);
				assertThat(browser.barriers()).isEmpty();
				picture(browser, "browser-light.png");
				browser.wantDark(true);
				assertThat(browser.barriers()).isEmpty();
				picture(browser, "browser-dark.png");
				browser.press("/").await("!document.querySelector('#choices').hidden");
				assertThat(browser.barriers()).isEmpty();
				browser.press(Keys.ESCAPE).click("#open-settings");
				assertThat(browser.barriers()).isEmpty();
			});
			browser.expectNoErrors();
		}
	}

	@Test
	void keepsNobodyOutOnAPhone() {
		try (ChatServer server = ChatServer.startWithWeb();
				Browser browser = Browser.open(server.webPort(), 390, 780, true)) {
			assertThat(browser.barriers()).isEmpty();
			scene(server, browser, () -> {
				assertThat(browser.barriers()).isEmpty();
				picture(browser, "browser-phone.png");
				browser.click("#open-side").await("document.querySelector('#side').contains(document.activeElement)");
				assertThat(browser.barriers()).isEmpty();
				browser.press(Keys.ESCAPE).await("document.activeElement.id === 'open-side'");
				browser.click("#open-folk").await("document.querySelector('#folk').contains(document.activeElement)");
				assertThat(browser.barriers()).isEmpty();
			});
			browser.expectNoErrors();
		}
	}

	@Test
	void fitsASmallPhone() {
		try (ChatServer server = ChatServer.startWithWeb();
				Browser browser = Browser.open(server.webPort(), 320, 568, true)) {
			assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(320L);
			scene(server, browser, () -> {
				assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(320L);
				assertThat(browser.run("return document.querySelector('#box').scrollWidth")).isEqualTo(320L);
				assertThat(browser
					.run("return document.querySelector('#composer .main').getBoundingClientRect().right <= 320"))
					.isEqualTo(true);
			});
		}
	}

	/**
	 * Plays a conversation.
	 */
	private static void scene(ChatServer server, Browser browser, Runnable then) {
		try (TestClient ben = in(server, "ben");
				TestClient chiara = in(server, "chiara");
				TestClient dov = in(server, "dov")) {
			ben.say("#topic Plants, weather and what to eat");
			browser.join("alice");
			browser.say("/join garden").awaitPlace("garden");
			ben.say("morning all \u2600\ufe0f");
			browser.awaitLine("ben: morning all \u2600\ufe0f").say("good morning!");
			browser.awaitLine("alice: good morning!");
			chiara.say("The tomatoes came up over night. Pictures: https://example.org/tomatoes");
			browser.awaitLine("chiara: The tomatoes came up over night. Pictures: https://example.org/tomatoes");
			dov.say("\u05d1\u05d5\u05e7\u05e8 \u05d8\u05d5\u05d1! \ud83c\udf31");
			browser.awaitLine("dov: \u05d1\u05d5\u05e7\u05e8 \u05d8\u05d5\u05d1! \ud83c\udf31");
			ben.say("@alice do you still have the small pots?");
			browser.awaitLine("ben: @alice do you still have the small pots?");
			browser.say("Yes, in the shed. Take as many as you need.")
				.say("And bring some soil, mine is used up \u2615")
				.awaitLine("alice: And bring some soil, mine is used up \u2615");
			chiara.say("#me runs for the camera").say("#msg alice lunch at one?");
			browser.awaitLine("chiara runs for the camera").await("document.querySelector('#talks .badge.loud')");
			then.run();
		}
	}

	private static TestClient in(ChatServer server, String name) {
		TestClient client = server.connect();
		ChatServer.join(client, name).say("#join garden");
		return client;
	}

	private static void picture(Browser browser, String name) {
		if (WRITES) {
			browser.picture(Path.of("docs", name));
		}
		assertThat(Path.of("docs", name)).isNotEmptyFile();
	}

}
