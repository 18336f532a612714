-- Notes that a room was used.
--
-- Keys: used (sorted set: room -> when, in milliseconds)
-- Arguments: 1 the room
-- Answer: OK
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
return {'OK'}
