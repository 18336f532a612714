-- Forgets a sanction.
--
-- Keys: sanctions (hash), sanctions-order (sorted set), deeds (stream)
-- Arguments: 1 kind and subject, 2 the sanction as it must be, empty for any, then fields and values
-- of the deed, if there is one
-- Answer: OK, or NO if there is none: nothing is done
local kept = redis.call('HGET', KEYS[1], ARGV[1])
if not kept or (ARGV[2] ~= '' and kept ~= ARGV[2]) then
  return {'NO'}
end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
if #ARGV > 2 then
  redis.call('XADD', KEYS[3], '*', unpack(ARGV, 3))
end
return {'OK'}
