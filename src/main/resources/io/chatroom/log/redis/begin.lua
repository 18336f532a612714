-- Begins an incarnation of a node, with a lease. No incarnation ever has the number of another.
--
-- Keys: incarnations (counter), inc (hash: node -> incarnation that lives), lease (sorted set:
-- node -> its end, in milliseconds), inbox of the node
-- Arguments: 1 the node's name, 2 its lease in milliseconds
-- Answer, the first that holds:
--   FORMER, incarnation   an earlier incarnation was not forgotten: nothing is done
--   OK, incarnation
local former = redis.call('HGET', KEYS[2], ARGV[1])
if former then
  return {'FORMER', tonumber(former)}
end
local incarnation = redis.call('INCR', KEYS[1])
local time = redis.call('TIME')
redis.call('HSET', KEYS[2], ARGV[1], incarnation)
redis.call('ZADD', KEYS[3], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
redis.call('DEL', KEYS[4])
return {'OK', incarnation}
