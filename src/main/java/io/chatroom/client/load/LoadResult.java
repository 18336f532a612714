package io.chatroom.client.load;

import java.util.Optional;

/**
 * All that a run found, for whoever prints it.
 *
 * @param options what was asked for
 * @param outcome what the clients saw
 * @param server what it cost the server, if its metrics were asked for
 */
record LoadResult(LoadOptions options, LoadRun.Outcome outcome, Optional<ServerWatch.ServerCost> server) {
}
