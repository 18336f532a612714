-- Notes a sign-in, and the address, of which the latest are known.
--
-- Keys: hash of the account, its addresses (sorted set), sign-ins (counter)
-- Arguments: 1 its secret, 2 when, 3 the address, 4 how many addresses are known
-- Answer: the account as it was before, as fields and values; nothing if there is none with that
-- secret
if redis.call('HGET', KEYS[1], 'secret') ~= ARGV[1] then
  return {}
end
local before = redis.call('HGETALL', KEYS[1])
redis.call('HSET', KEYS[1], 'signed-in', ARGV[2], 'address', ARGV[3])
redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[3]), ARGV[3])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - ARGV[4])
return before
