package io.chatroom;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The program in a process of which something else takes the file descriptors, once it is
 * up.
 */
final class StarvedService {

	/** How many it leaves. */
	static final int LEFT = 60;

	private static final List<FileInputStream> TAKEN = new ArrayList<>();

	private StarvedService() {
	}

	static void main(String[] args) throws IOException {
		ChatroomApplication.main(args);
		System.in.read();
		try {
			while (true) {
				TAKEN.add(new FileInputStream("/dev/null"));
			}
		}
		catch (FileNotFoundException ex) {
			for (int i = 0; i < LEFT; i++) {
				TAKEN.removeLast().close();
			}
		}
		System.out.println("Files left: " + LEFT);
	}

}
