-- Returns what is kept of a room, except for its entries. A room that is new gets an epoch.
--
-- Keys: meta and here of the room.
-- Arguments: 1 an epoch for a room that has none
-- Answer: epoch, number of the last entry, topic, maker, and a list of clients and members:
-- a member is the number of its join, since when it is here, its name and its address
redis.call('HSETNX', KEYS[1], 'epoch', ARGV[1])
local kept = redis.call('HMGET', KEYS[1], 'epoch', 'last', 'topic', 'maker')
return {kept[1], tonumber(kept[2] or '0'), kept[3] or '', kept[4] or '', redis.call('HGETALL', KEYS[2])}
