-- Lets clients of a fenced node leave a room, in one batch.
--
-- Keys: log, meta and here of the room.
-- Arguments: 1 the node's name, 2 its incarnation, 3 the version of the next, 4 the events, one for
-- each client, then the clients
-- Answer, the first that holds:
--   GONE                  one of them is not here: somebody else has done it, nothing is done
--   OK, first, last       the events have these numbers
for i = 5, #ARGV do
  if redis.call('HEXISTS', KEYS[3], ARGV[i]) == 0 then
    return {'GONE'}
  end
end
local known = redis.call('HMGET', KEYS[2], 'last', 'at')
local first = tonumber(known[1] or '0') + 1
local count = #ARGV - 4
local last = first + count - 1
local time = redis.call('TIME')
local at = string.format('%.0f', math.max(time[1] * 1000 + math.floor(time[2] / 1000), tonumber(known[2] or '0')))
redis.call('XADD', KEYS[1], string.format('%.0f-0', last), 'v', ARGV[3], 'at', at,
  'by', ARGV[1] .. '.' .. ARGV[2] .. '.0', 'count', count, 'events', ARGV[4])
redis.call('HSET', KEYS[2], 'last', string.format('%.0f', last), 'at', at)
for i = 5, #ARGV do
  redis.call('HDEL', KEYS[3], ARGV[i])
end
return {'OK', first, last}
