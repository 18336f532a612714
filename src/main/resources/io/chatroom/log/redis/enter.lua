-- Notes that a node appends to a room, so that others know where its members can be.
--
-- Keys: inc (hash: node -> incarnation that lives), dead (hash: node -> incarnation that is being
-- reaped), rooms:NODE (set)
-- Arguments: 1 the node's name, 2 its incarnation, 3 the room
-- Answer: OK, or FENCED if the incarnation does not live
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] or redis.call('HGET', KEYS[2], ARGV[1]) == ARGV[2] then
  return {'FENCED'}
end
redis.call('SADD', KEYS[3], ARGV[3])
return {'OK'}
