-- Gives a room that has lost entries another epoch, unless somebody was faster.
--
-- Keys: meta of the room.
-- Arguments: 1 the epoch that the node knows, 2 another one
-- Answer: the epoch that the room has now
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch or epoch == ARGV[1] then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[2])
  return {ARGV[2]}
end
return {epoch}
