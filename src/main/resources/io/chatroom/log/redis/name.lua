-- Returns the name that a room has on all nodes. A name that nobody has used becomes that of a room.
--
-- Keys: room (hash: key of a name -> name of the room)
-- Arguments: 1 the name as it was typed, then its keys, the best match first
-- Answer: the room's name
local name = ARGV[1]
for i = #ARGV, 2, -1 do
  name = redis.call('HGET', KEYS[1], ARGV[i]) or name
end
for i = 2, #ARGV do
  redis.call('HSETNX', KEYS[1], ARGV[i], name)
end
return {name}
