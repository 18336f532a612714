-- Changes one field of an account.
--
-- Keys: hash of the account, deeds (stream)
-- Arguments: 1 the secret that it must have, empty for any, 2 the field, 3 its value, then fields
-- and values of the deed, if there is one
-- Answer: OK, or NO if there is no such account with that secret: nothing is done
local secret = redis.call('HGET', KEYS[1], 'secret')
if not secret or (ARGV[1] ~= '' and secret ~= ARGV[1]) then
  return {'NO'}
end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
if #ARGV > 3 then
  redis.call('XADD', KEYS[2], '*', unpack(ARGV, 4))
end
return {'OK'}
