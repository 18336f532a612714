-- Appends a batch of events to a room, if the node knows the room as it is.
--
-- Keys: log, meta and here of the room.
-- Arguments:
--   1 the epoch that the node knows
--   2 the number of the last entry that the node has handed over
--   3 the node's name
--   4 its incarnation
--   5 the number of the batch: a later one of that incarnation has a higher one
--   6 the number of its batch before this one in this room; 0 if it does not know
--   7 how many events there are
--   8 the version of the next
--   9 the events
--   and five values for each change of members or topic, in the order of the events: what, the place
--   of its event in the batch from 0, the client, and two more, as below.
-- Answer, the first that holds:
--   FENCED                the incarnation, or a later one of that node, is fenced: nothing is done
--   AGAIN, first, last    the batch is here already: nothing is done
--   OLD                   a later batch of the incarnation is here: nothing is done
--   EPOCH, epoch          the room has another epoch; empty if the engine has lost it
--   LOST, last            the engine has less than the node has handed over or appended
--   OK, first, last       the batch is appended, and its events have these numbers
local log, meta, here = KEYS[1], KEYS[2], KEYS[3]
local node, n, prev = ARGV[3], tonumber(ARGV[5]), tonumber(ARGV[6])
local known = redis.call('HMGET', meta, 'epoch', 'last', 'fence:' .. node, 'batch:' .. node, 'at', 'topic')
local last = tonumber(known[2] or '0')

if known[3] and tonumber(ARGV[4]) <= tonumber(known[3]) then
  return {'FENCED'}
end
local before = 0
if known[4] then
  local incarnation, number, from, to = string.match(known[4], '^(%d+):(%d+):(%d+):(%d+)$')
  if tonumber(incarnation) == tonumber(ARGV[4]) then
    before = tonumber(number)
    if before == n then
      return {'AGAIN', tonumber(from), tonumber(to)}
    elseif before > n then
      return {'OLD'}
    end
  end
end
if known[1] ~= ARGV[1] then
  return {'EPOCH', known[1] or ''}
end
if tonumber(ARGV[2]) > last or (prev > 0 and prev ~= before) then
  return {'LOST', last}
end

local time = redis.call('TIME')
local at = string.format('%.0f', math.max(time[1] * 1000 + math.floor(time[2] / 1000), tonumber(known[5] or '0')))
local first = last + 1
last = last + tonumber(ARGV[7])
redis.call('XADD', log, string.format('%.0f-0', last), 'v', ARGV[8], 'at', at,
  'by', node .. '.' .. ARGV[4] .. '.' .. ARGV[5], 'count', ARGV[7], 'events', ARGV[9])
redis.call('HSET', meta, 'last', string.format('%.0f', last), 'at', at,
  'batch:' .. node, string.format('%s:%s:%.0f:%.0f', ARGV[4], ARGV[5], first, last))

local topic = known[6] or ''
for i = 10, #ARGV, 5 do
  local what, client, a, b = ARGV[i], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  local member = redis.call('HGET', here, client)
  if what == 'joined' then
    -- a: name, b: address. Who enters a room that nobody needs makes it.
    if topic == '' and redis.call('HLEN', here) == 0 then
      redis.call('HSET', meta, 'maker', a)
    end
    local place = member and string.match(member, '^%d+') or string.format('%.0f', first + ARGV[i + 1])
    redis.call('HSET', here, client, place .. ' ' .. at .. ' ' .. a .. ' ' .. b)
  elseif what == 'renamed' then
    -- a: old name, b: new name
    if member then
      local place, since, address = string.match(member, '^(%d+) (%d+) %S+ (.*)$')
      redis.call('HSET', here, client, place .. ' ' .. since .. ' ' .. b .. ' ' .. address)
    end
    if redis.call('HGET', meta, 'maker') == a then
      redis.call('HSET', meta, 'maker', b)
    end
  elseif what == 'gone' then
    redis.call('HDEL', here, client)
  elseif what == 'topic' then
    -- a: the topic
    topic = a
    redis.call('HSET', meta, 'topic', a)
  end
end
return {'OK', first, last}
