-- Fences a dead node in a room: what it still sends is refused.
--
-- Keys: meta and here of the room.
-- Arguments: 1 the node's name, 2 its incarnation
-- Answer: the node's clients that are in the room, each followed by what here has of it; in no order
local fence = 'fence:' .. ARGV[1]
local known = redis.call('HGET', KEYS[1], fence)
if not known or tonumber(known) < tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], fence, ARGV[2])
end
local prefix = ARGV[1] .. '.' .. ARGV[2] .. '.'
local answer = {}
local members = redis.call('HGETALL', KEYS[2])
for i = 1, #members, 2 do
  if string.sub(members[i], 1, #prefix) == prefix then
    table.insert(answer, members[i])
    table.insert(answer, members[i + 1])
  end
end
return answer
