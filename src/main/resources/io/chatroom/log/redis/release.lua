-- Frees keys of names.
--
-- Keys: names (hash: key of a name -> client)
-- Arguments: pairs of a key and the client that no longer has it
-- Answer: OK; keys of other clients stay
for i = 1, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    redis.call('HDEL', KEYS[1], ARGV[i])
  end
end
return {'OK'}
