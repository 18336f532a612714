-- Deletes old entries of a room, some at a time. The last one is always kept.
--
-- Keys: log of the room
-- Arguments: 1 how long entries are kept, in milliseconds
-- Answer: how many were deleted, and 1 if there may be more, else 0
local time = redis.call('TIME')
local oldest = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local piece = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 101)
for i, entry in ipairs(piece) do
  if i == #piece or tonumber(entry[2][4]) >= oldest then
    local deleted = redis.call('XTRIM', KEYS[1], 'MINID', entry[1])
    return {deleted, (i == #piece and i > 100) and 1 or 0}
  end
end
return {0, 0}
