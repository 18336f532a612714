package io.chatroom.web;

/**
 * Why a session ended.
 */
enum SessionEnd {

	/** The tab closed it. */
	TAB,
	/** The chat closed it. */
	CHAT,
	/** The tab answered no ping. */
	SILENT,
	/** The tab took nothing for too long, or its connection broke. */
	LOST,
	/** The tab sent a binary frame. */
	BINARY,
	/** The tab sent a frame that is too long. */
	TOO_LONG

}
