-- Renews the lease of a node. If nobody could do so for long, since the engine was away, all leases
-- are longer by that time: nobody is taken for dead because the engine was.
--
-- Keys: lease (sorted set: node -> its end, in milliseconds), inc (hash: node -> incarnation that
-- lives), dead (hash: node -> incarnation that is being reaped), beat (when somebody did this last)
-- Arguments: 1 the node's name, 2 its incarnation, 3 its lease, 4 the longest time without a beat
-- that counts as usual; both in milliseconds
-- Answer, the first that holds:
--   FENCED                     the incarnation does not live
--   OK, nodes, expired         how many nodes live, and a list of those whose lease is over
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] or redis.call('HGET', KEYS[3], ARGV[1]) == ARGV[2] then
  return {'FENCED'}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local gap = now - tonumber(redis.call('GET', KEYS[4]) or now)
if gap > tonumber(ARGV[4]) then
  for _, node in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
    redis.call('ZINCRBY', KEYS[1], gap, node)
  end
end
redis.call('SET', KEYS[4], string.format('%.0f', now))
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
local expired = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)
return {'OK', redis.call('ZCARD', KEYS[1]) - #expired, expired}
