-- Forgets a dead node whose clients have left, and whose names are free.
--
-- Keys: lease (sorted set), inc (hash), dead (hash), rooms of the node (set), inbox of the node
-- Arguments: 1 the node's name, 2 its incarnation
-- Answer: OK, also if somebody else has done it
if redis.call('HGET', KEYS[2], ARGV[1]) == ARGV[2] then
  redis.call('ZREM', KEYS[1], ARGV[1])
  redis.call('HDEL', KEYS[2], ARGV[1])
  redis.call('HDEL', KEYS[3], ARGV[1])
  redis.call('DEL', KEYS[4], KEYS[5])
end
return {'OK'}
