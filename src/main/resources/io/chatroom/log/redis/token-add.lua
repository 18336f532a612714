-- Keeps a token.
--
-- Keys: tokens (hash: hash of a token -> its name, when it was made, and its account, one a line),
-- hash of its account, hashes of the account's tokens (list), deeds (stream)
-- Arguments: 1 the token's hash, 2 what tokens has of it, 3 how many its account may have, then
-- fields and values of the deed, if there is one
-- Answer: OK, or NO if there is no such account, or it has a token of that name, or has that many:
-- nothing is done
local others = redis.call('LRANGE', KEYS[3], 0, -1)
if redis.call('EXISTS', KEYS[2]) == 0 or #others >= tonumber(ARGV[3]) then
  return {'NO'}
end
local name = string.match(ARGV[2], '^[^\n]*')
for _, other in ipairs(others) do
  if string.match(redis.call('HGET', KEYS[1], other), '^[^\n]*') == name then
    return {'NO'}
  end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('RPUSH', KEYS[3], ARGV[1])
if #ARGV > 3 then
  redis.call('XADD', KEYS[4], '*', unpack(ARGV, 4))
end
return {'OK'}
