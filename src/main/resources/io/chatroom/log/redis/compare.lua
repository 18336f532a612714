-- Returns what tells a node whether the room is as the node knows it.
--
-- Keys: meta and log of the room.
-- Arguments: 1 the number of the last entry that the node has handed over
-- Answer: epoch (empty if there is none), number of the last entry, and who has written the entry
-- with the number of the argument, and when; empty if it is no longer kept, 'other' if another entry
-- has that number and more
local kept = redis.call('HMGET', KEYS[1], 'epoch', 'last')
local found = redis.call('XRANGE', KEYS[2], ARGV[1] .. '-0', '+', 'COUNT', 1)
local mark = ''
if found[1] then
  local last, values = tonumber(string.match(found[1][1], '^%d+')), found[1][2]
  if last == tonumber(ARGV[1]) then
    mark = values[6] .. ' ' .. values[4]
  elseif last - tonumber(values[8]) < tonumber(ARGV[1]) then
    mark = 'other'
  end
end
return {kept[1] or '', tonumber(kept[2] or '0'), mark}
