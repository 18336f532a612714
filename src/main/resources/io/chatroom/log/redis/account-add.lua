-- Adds an account.
--
-- Keys: account-keys (hash: what a name reads like -> account), accounts (set of names), hash of the
-- account, deeds (stream)
-- Arguments: 1 its name, 2 its secret, 3 whether it is an operator's (1 or 0), 4 when it was made,
-- 5 how many keys there are, then these, then fields and values of the deed, if there is one
-- Answer: OK, or NO if an account has one of the keys: nothing is done
local last = 5 + tonumber(ARGV[5])
for i = 6, last do
  if redis.call('HEXISTS', KEYS[1], ARGV[i]) == 1 then
    return {'NO'}
  end
end
for i = 6, last do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[1])
end
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[3], 'name', ARGV[1], 'secret', ARGV[2], 'operator', ARGV[3], 'made', ARGV[4])
if #ARGV > last then
  redis.call('XADD', KEYS[4], '*', unpack(ARGV, last + 1))
end
return {'OK'}
