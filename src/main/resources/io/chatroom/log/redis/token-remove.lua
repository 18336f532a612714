-- Deletes a token.
--
-- Keys: tokens (hash: hash of a token -> its name, when it was made, and its account, one a line),
-- hashes of an account's tokens (list), deeds (stream)
-- Arguments: 1 the token's name, then fields and values of the deed, if there is one
-- Answer: OK, or NO if there is none: nothing is done
for _, token in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do
  if string.match(redis.call('HGET', KEYS[1], token), '^[^\n]*') == ARGV[1] then
    redis.call('HDEL', KEYS[1], token)
    redis.call('LREM', KEYS[2], 0, token)
    if #ARGV > 1 then
      redis.call('XADD', KEYS[3], '*', unpack(ARGV, 2))
    end
    return {'OK'}
  end
end
return {'NO'}
