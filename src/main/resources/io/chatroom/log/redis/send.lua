-- Puts a message into the inbox of a node, unless it is gone.
--
-- Keys: inc (hash: node -> incarnation that lives), inbox of the node (stream)
-- Arguments: 1 the node's name, then names of fields and values
-- Answer: OK, or GONE if the node is not known
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  return {'GONE'}
end
redis.call('XADD', KEYS[2], 'MAXLEN', '~', 10000, '*', unpack(ARGV, 2))
return {'OK'}
