-- Keeps a sanction, in place of the one of the same kind on the same subject.
--
-- Keys: sanctions (hash), sanctions-order (sorted set), sanctions-count (counter), deeds (stream)
-- Arguments: 1 kind and subject, 2 the sanction, then fields and values of the deed
-- Answer: OK
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[3]), ARGV[1])
redis.call('XADD', KEYS[4], '*', unpack(ARGV, 3))
return {'OK'}
