-- Deletes an account, and its tokens.
--
-- Keys: account-keys (hash: what a name reads like -> account), accounts (set of names), hash of the
-- account, its addresses, tokens (hash), hashes of its tokens (list), deeds (stream)
-- Arguments: 1 its name, 2 its secret, then fields and values of the deed, if there is one
-- Answer: OK, or NO if there is no such account with that secret: nothing is done
if redis.call('HGET', KEYS[3], 'secret') ~= ARGV[2] then
  return {'NO'}
end
local keys = redis.call('HGETALL', KEYS[1])
for i = 1, #keys, 2 do
  if keys[i + 1] == ARGV[1] then
    redis.call('HDEL', KEYS[1], keys[i])
  end
end
redis.call('SREM', KEYS[2], ARGV[1])
for _, token in ipairs(redis.call('LRANGE', KEYS[6], 0, -1)) do
  redis.call('HDEL', KEYS[5], token)
end
redis.call('DEL', KEYS[3], KEYS[4], KEYS[6])
if #ARGV > 2 then
  redis.call('XADD', KEYS[7], '*', unpack(ARGV, 3))
end
return {'OK'}
