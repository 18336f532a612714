-- Begins an incarnation of a node, with a lease. No incarnation ever has the number of another, and a
-- node never a lower one than before, also if the engine has lost something.
--
-- Keys: incarnations (counter), inc (hash: node -> incarnation that lives), lease (sorted set:
-- node -> its end, in milliseconds), inbox of the node
-- Arguments: 1 the node's name, 2 its lease in milliseconds, 3 its last incarnation, 0 for none
-- Answer, the first that holds:
--   FORMER, incarnation   an earlier incarnation was not forgotten: nothing is done
--   OK, incarnation
local former = redis.call('HGET', KEYS[2], ARGV[1])
if former then
  return {'FORMER', tonumber(former)}
end
local incarnation = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), tonumber(ARGV[3])) + 1
redis.call('SET', KEYS[1], string.format('%.0f', incarnation))
local time = redis.call('TIME')
redis.call('HSET', KEYS[2], ARGV[1], string.format('%.0f', incarnation))
redis.call('ZADD', KEYS[3], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2], ARGV[1])
redis.call('DEL', KEYS[4])
return {'OK', incarnation}
