-- Takes a node for dead, if its lease is over. It enters no room and claims no name any more.
--
-- Keys: lease (sorted set: node -> its end, in milliseconds), inc (hash: node -> incarnation that
-- lives), dead (hash: node -> incarnation that is being reaped)
-- Arguments: 1 the node's name, 2 yes if its lease does not matter
-- Answer, the first that holds:
--   FORGOTTEN         no incarnation of it is known
--   ALIVE             its lease is not over
--   OK, incarnation
local incarnation = redis.call('HGET', KEYS[2], ARGV[1])
if not incarnation then
  return {'FORGOTTEN'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = redis.call('ZSCORE', KEYS[1], ARGV[1])
if ARGV[2] ~= 'yes' and lease and tonumber(lease) > now
    and redis.call('HGET', KEYS[3], ARGV[1]) ~= incarnation then
  return {'ALIVE'}
end
redis.call('HSET', KEYS[3], ARGV[1], incarnation)
return {'OK', tonumber(incarnation)}
