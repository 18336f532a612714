-- Claims a name for a client.
--
-- Keys: names (hash: key of a name -> client), inc (hash: node -> incarnation that lives), dead
-- (hash: node -> incarnation that is being reaped)
-- Arguments: 1 the node's name, 2 its incarnation, 3 the client, then the keys of the name
-- Answer, the first that holds:
--   FENCED         the incarnation does not live: nothing is done
--   TAKEN          another client has one of the keys: nothing is done
--   OK             the client has all of them
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] or redis.call('HGET', KEYS[3], ARGV[1]) == ARGV[2] then
  return {'FENCED'}
end
for i = 4, #ARGV do
  local owner = redis.call('HGET', KEYS[1], ARGV[i])
  if owner and owner ~= ARGV[3] then
    return {'TAKEN'}
  end
end
for i = 4, #ARGV do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[3])
end
return {'OK'}
