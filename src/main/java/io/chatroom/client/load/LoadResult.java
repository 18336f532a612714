package io.chatroom.client.load;

import java.util.Optional;

/**
 * The results of a run.
 *
 * @param options the options of the run
 * @param outcome what the clients measured
 * @param server what the run cost the server, if its metrics were requested
 */
record LoadResult(LoadOptions options, LoadRun.Outcome outcome, Optional<ServerWatch.ServerCost> server) {
}
