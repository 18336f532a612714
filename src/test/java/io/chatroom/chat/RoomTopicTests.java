package io.chatroom.chat;

import org.junit.jupiter.api.Test;

/**
 * Topics of rooms, and who may set them.
 */
class RoomTopicTests {

	@Test
	void keepsEmptyRoomWithTopic() {
		TestRooms rooms = new TestRooms();
		rooms.max = 3;
		TestRooms.threeInTwoRooms(rooms.settings()).plays("""
				c > #topic stays
				  c < carol has set the topic: stays
				c > #join lobby
				  c < You are in lobby. 3 here: alice, bob, carol
				  a b < carol from [203.0.113.3] has joined lobby!
				c > #join den
				  a b < carol has gone to den.
				  c < You are in den. 1 here: carol
				c > #join games
				  c < You are in games. 1 here: carol
				  c < Topic: stays
				c > #topic -
				  c < carol has cleared the topic.
				c > #topic
				  c < There is no topic.
				""");
	}

	@Test
	void takesPlaceOfEmptyRoomWhoseTopicMemberHasSet() {
		TestRooms rooms = new TestRooms();
		rooms.max = 3;
		TestRooms.threeInTwoRooms(rooms.settings()).plays("""
				c > #topic stays a while
				  c < carol has set the topic: stays a while
				c > #join den
				  c < You are in den. 1 here: carol
				a > #join hall
				  b < alice has gone to hall.
				  a < You are in hall. 1 here: alice
				room sets den for good
				  c < server has set the topic: for good
				c > #join lobby
				  c < You are in lobby. 2 here: bob, carol
				  b < carol from [203.0.113.3] has joined lobby!
				c > #join games
				  c < There are 3 rooms already. Type #rooms for the rooms.
				""");
	}

	@Test
	void keepsEmptyRoomWhoseTopicOperatorHasSetAgain() {
		TestRooms rooms = new TestRooms();
		rooms.max = 2;
		TestRooms.threeInTwoRooms(rooms.settings()).plays("""
				c > #topic for good
				  c < carol has set the topic: for good
				c > #join lobby
				  c < You are in lobby. 3 here: alice, bob, carol
				  a b < carol from [203.0.113.3] has joined lobby!
				room sets games for good
				c > #join den
				  c < There are 2 rooms already. Type #rooms for the rooms.
				""");
	}

	@Test
	void letsMakerAloneSetTopic() {
		TestRooms.threeInTwoRooms().plays("""
				a > #topic Welcome
				  a < Only operators and whoever made the room may set its topic.
				a > #topic
				  a < There is no topic.
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 2 here: carol, alice
				  c < alice from [203.0.113.1] has joined games!
				a > #topic mine
				  a < Only operators and whoever made the room may set its topic.
				c > #nick caro
				  c a < carol is now known as caro.
				c > #topic Tonight  at eight
				  c a < caro has set the topic: Tonight  at eight
				a > #topic
				  a < Topic: Tonight  at eight
				b > #join games
				  b < You are in games. 3 here: caro, alice, bob
				  b < Topic: Tonight  at eight
				  c a < bob from [203.0.113.2] has joined games!
				""");
	}

	@Test
	void knowsMakerUnderAnotherNameUntilSheLeaves() {
		TestRooms.threeInTwoRooms().plays("""
				c > #topic one
				  c < carol has set the topic: one
				c > #join lobby
				  c < You are in lobby. 3 here: alice, bob, carol
				  a b < carol from [203.0.113.3] has joined lobby!
				c > #nick caro
				  a b c < carol is now known as caro.
				a > #nick carol
				  a b c < alice is now known as carol.
				a > #join games
				  b c < carol has gone to games.
				  a < You are in games. 1 here: carol
				  a < Topic: one
				a > #topic mine
				  a < Only operators and whoever made the room may set its topic.
				c > #join games
				  b < caro has gone to games.
				  c < You are in games. 2 here: carol, caro
				  c < Topic: one
				  a < caro from [203.0.113.3] has joined games!
				c > #topic two
				  a c < caro has set the topic: two
				c gone
				  a < caro has left the chat.
				a > #topic mine
				  a < carol has set the topic: mine
				""");
	}

	@Test
	void refusesTopicThatNobodySees() {
		TestRooms.threeInTwoRooms().plays("""
				c > #topic \u3164\u200b
				  c < Usage: #topic [TEXT]
				""");
	}

	@Test
	void letsOneWhoFindsNobodyMakeTheRoomAnew() {
		TestRooms.threeInTwoRooms().plays("""
				c gone
				a > #join games
				  b < alice has gone to games.
				  a < You are in games. 1 here: alice
				a > #topic mine
				  a < alice has set the topic: mine
				""");
	}

}
