-- Every step of a work item, each in one piece: no crash leaves an item between two states.
--
--   redis-cli --eval queue.lua <queue> , <operation> <argument>...
--
-- Keys, of which the first three are those of the rediswq protocol:
--   <queue>                          list: items that wait; the next one is at the right
--   <queue>:processing               list: items that were taken
--   <queue>:leased_by_session:<id>   text: who works on an item; it expires with the lease
--   <queue>:claims                   hash: what is known of a taken item (see `marks`)
--   <queue>:attempts                 hash: how often work on an item has begun
--   <queue>:dead                     list: items that were given up, as JSON with the reason
--   <queue>:lists                    hash: the digest of the content of each list that goes into the queue
--   <queue>:inserted:<list>          set: the batches of a list that are in the queue
--   <queue>:finished                 set: the lists of which all batches are
--   <queue>:reaped                   text: there was a look at the leases; it expires with the next one due
-- <id> is the SHA-224 of the item, as rediswq has it. It takes Lua a millisecond for 1 KB, so it is
-- computed once for a taken item and kept with its mark.

local queue = KEYS[1]
local processing = queue .. ':processing'
local claims = queue .. ':claims'
local attempts = queue .. ':attempts'
local dead = queue .. ':dead'

local marks = {
  counted = 'counted',   -- the attempt was counted when the item was claimed
  waiting = 'waiting',   -- it failed, and its lease is the pause before the next attempt
  leased = 'leased',     -- an unchanged rediswq worker took it, and its lease was seen
  -- a number: since then, in milliseconds, it was seen without a lease, and no attempt was counted
}

local SHA256 = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}

-- The SHA-224 of a text in hexadecimal digits (FIPS 180-4): Redis itself has only SHA-1.
local function sha224(text)
  local band, bxor, bnot, ror, rshift, tobit = bit.band, bit.bxor, bit.bnot, bit.ror, bit.rshift, bit.tobit
  local state = {
    0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
  }
  local length = struct.pack('>I4I4', math.floor(#text / 0x20000000), (#text * 8) % 0x100000000)
  local message = text .. '\128' .. string.rep('\0', (55 - #text) % 64) .. length
  for start = 1, #message, 64 do
    local w = { struct.unpack('>' .. string.rep('I4', 16), message, start) }
    for i = 17, 64 do
      local x, y = w[i - 15], w[i - 2]
      local s0 = bxor(ror(x, 7), ror(x, 18), rshift(x, 3))
      local s1 = bxor(ror(y, 17), ror(y, 19), rshift(y, 10))
      w[i] = tobit(w[i - 16] + s0 + w[i - 7] + s1)
    end
    local a, b, c, d, e, f, g, h = unpack(state)
    for i = 1, 64 do
      local s1 = bxor(ror(e, 6), ror(e, 11), ror(e, 25))
      local t1 = tobit(h + s1 + bxor(band(e, f), band(bnot(e), g)) + SHA256[i] + w[i])
      local s0 = bxor(ror(a, 2), ror(a, 13), ror(a, 22))
      local t2 = tobit(s0 + bxor(band(a, b), band(a, c), band(b, c)))
      h, g, f, e, d, c, b, a = g, f, e, tobit(d + t1), c, b, a, tobit(t1 + t2)
    end
    for i, value in ipairs({ a, b, c, d, e, f, g, h }) do state[i] = tobit(state[i] + value) end
  end
  local digits = {}
  for i = 1, 7 do digits[i] = bit.tohex(state[i]) end
  return table.concat(digits)
end

local function lease_of(id) return queue .. ':leased_by_session:' .. id end

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- An operation reads its numbers before it writes: what a script has written stays when it fails.
local function whole(text, what, least)
  if not string.match(text or '', '^%d+$') or #text > 15 or tonumber(text) < least then
    error(what .. ' must be a whole number from ' .. least .. ', got ' .. tostring(text), 0)
  end
  return tonumber(text)
end

local function set_mark(item, mark, id) redis.call('HSET', claims, item, mark .. ' ' .. id) end

-- The mark of a taken item, where it has one, and its id.
local function mark_of(item)
  local mark, id = string.match(redis.call('HGET', claims, item) or '', '^(%S+) (%S+)$')
  return mark, id or sha224(item)
end

local function count_of(item) return tonumber(redis.call('HGET', attempts, item) or 0) end

-- Ends the claim of an item, whatever becomes of it then.
local function take_back(id, item)
  redis.call('LREM', processing, 1, item)
  redis.call('DEL', lease_of(id))
  redis.call('HDEL', claims, item)
end

local function bury(id, item, reason)
  local entry = { item = item, reason = reason, attempts = count_of(item), time = math.floor(now() / 1000) }
  take_back(id, item)
  redis.call('HDEL', attempts, item)
  redis.call('RPUSH', dead, cjson.encode(entry))
end

local function is_owner(id, session) return redis.call('GET', lease_of(id)) == session end

local operations = {}

-- claim <session> <lease in milliseconds>
-- -> item <text> <id> <attempt>, wait (others still work), or empty (nothing is left)
function operations.claim(session, lease)
  local milliseconds = whole(lease, 'lease', 1)
  for _ = 1, math.min(redis.call('LLEN', queue), 100) do
    local item = redis.call('LINDEX', queue, -1)
    if redis.call('HEXISTS', claims, item) == 0 then
      local id = sha224(item)
      if redis.call('SET', lease_of(id), session, 'PX', milliseconds, 'NX') then
        redis.call('RPOPLPUSH', queue, processing)
        set_mark(item, marks.counted, id)
        return { 'item', item, id, redis.call('HINCRBY', attempts, item, 1) }
      end
    end
    -- An equal item is being worked on: this one waits until that is done.
    redis.call('RPOPLPUSH', queue, queue)
  end
  local left = redis.call('LLEN', queue) + redis.call('LLEN', processing)
  return { left == 0 and 'empty' or 'wait' }
end

-- renew <session> <id> <lease in milliseconds> -> 1, or 0 where the claim is lost
function operations.renew(session, id, lease)
  local milliseconds = whole(lease, 'lease', 1)
  if not is_owner(id, session) then return 0 end
  return redis.call('PEXPIRE', lease_of(id), milliseconds)
end

-- complete <session> <id> <item> -> 1, or 0 where the claim is lost
function operations.complete(session, id, item)
  if not is_owner(id, session) then return 0 end
  take_back(id, item)
  redis.call('HDEL', attempts, item)
  return 1
end

-- release <session> <id> <item> -> 1, or 0 where the claim is lost
-- The item goes back to the head, as if it had never been claimed.
function operations.release(session, id, item)
  if not is_owner(id, session) then return 0 end
  take_back(id, item)
  if redis.call('HINCRBY', attempts, item, -1) <= 0 then redis.call('HDEL', attempts, item) end
  redis.call('RPUSH', queue, item)
  return 1
end

-- fail <session> <id> <item> <reason> <most attempts> <pause in milliseconds>
-- -> retry, dead, or lost where the claim is
function operations.fail(session, id, item, reason, most, pause)
  local limit, milliseconds = whole(most, 'most attempts', 1), whole(pause, 'pause', 0)
  if not is_owner(id, session) then return 'lost' end
  if count_of(item) >= limit then
    bury(id, item, reason)
    return 'dead'
  end
  if milliseconds > 0 then
    redis.call('SET', lease_of(id), marks.waiting, 'PX', milliseconds)
    set_mark(item, marks.waiting, id)
  else
    take_back(id, item)
    redis.call('LPUSH', queue, item)
  end
  return 'retry'
end

-- bury <session> <id> <item> <reason> -> dead, or lost where the claim is
-- No further attempt makes sense.
function operations.bury(session, id, item, reason)
  if not is_owner(id, session) then return 'lost' end
  bury(id, item, reason)
  return 'dead'
end

-- Whether a taken item that has no lease is to be given up by its worker now, and whether that was an
-- attempt which nobody has counted yet.
local function is_over(mark, grace)
  if mark == marks.counted or mark == marks.waiting then return true, false end
  local since = tonumber(mark)
  return since ~= nil and now() - since >= grace, true
end

-- reap <most attempts> <grace in milliseconds> [<pause in milliseconds>]
-- -> number given back, number buried; nothing is done where the last look is younger than the pause
-- An unchanged rediswq worker takes an item in one step and its lease in the next: between the two
-- the item has neither a lease nor a mark, and only what stays so for the grace is given back.
function operations.reap(most, grace, pause)
  local limit, patience = whole(most, 'most attempts', 1), whole(grace, 'grace', 0)
  local rest = whole(pause or '0', 'pause', 0)
  if rest > 0 and not redis.call('SET', queue .. ':reaped', 'yes', 'PX', rest, 'NX') then return { 0, 0 } end
  local known, back, buried = {}, 0, 0
  for _, item in ipairs(redis.call('LRANGE', processing, 0, -1)) do
    local mark, id = mark_of(item)
    known[item] = true
    if redis.call('EXISTS', lease_of(id)) == 1 then
      if mark == nil or tonumber(mark) then set_mark(item, marks.leased, id) end
    else
      local over, uncounted = is_over(mark, patience)
      if not over then
        if not tonumber(mark) then set_mark(item, now(), id) end
      else
        if uncounted then redis.call('HINCRBY', attempts, item, 1) end
        local count = count_of(item)
        if mark ~= marks.waiting and count >= limit then
          bury(id, item, 'the lease ran out ' .. count .. ' times: the worker crashed, was killed, or took too long')
          buried = buried + 1
        else
          take_back(id, item)
          redis.call('LPUSH', queue, item)
          back = back + 1
        end
      end
    end
  end
  -- An unchanged worker leaves behind what was known of an item that it completed.
  for _, item in ipairs(redis.call('HKEYS', claims)) do
    if not known[item] then
      redis.call('HDEL', claims, item)
      redis.call('HDEL', attempts, item)
    end
  end
  if redis.call('LLEN', queue) + redis.call('LLEN', processing) == 0 then redis.call('DEL', attempts) end
  return { back, buried }
end

-- To take an item needs memory too: a Redis that is filled to the brim could never be emptied.
local function has_room()
  local info = redis.pcall('INFO', 'memory')
  if type(info) ~= 'string' then return true end
  local used, most = string.match(info, 'used_memory:(%d+)'), string.match(info, 'maxmemory:(%d+)')
  return tonumber(most) == 0 or tonumber(used) < 0.9 * tonumber(most)
end

-- insert <list> <batch> <item>... -> number inserted; a batch that was inserted before is left out
function operations.insert(list, batch)
  local batches = queue .. ':inserted:' .. list
  if redis.call('SISMEMBER', batches, batch) == 1 then return 0 end
  if not has_room() then return redis.error_reply('OOM nine tenths of maxmemory are used: work items off first') end
  for start = 4, #ARGV, 1000 do
    redis.call('LPUSH', queue, unpack(ARGV, start, math.min(start + 999, #ARGV)))
  end
  redis.call('SADD', batches, batch)
  return #ARGV - 3
end

-- inserted <list> -> number of batches of a list that were inserted
function operations.inserted(list) return redis.call('SCARD', queue .. ':inserted:' .. list) end

-- begin <list> <digest> -> 1, or 0 where the list was begun with other content
function operations.begin(list, digest)
  redis.call('HSETNX', queue .. ':lists', list, digest)
  return redis.call('HGET', queue .. ':lists', list) == digest and 1 or 0
end

-- finish <list> -> 1: all of it is in the queue
function operations.finish(list)
  redis.call('SADD', queue .. ':finished', list)
  return 1
end

-- finished <list> -> 1, or 0 where it is not
function operations.finished(list) return redis.call('SISMEMBER', queue .. ':finished', list) end

-- requeue -> number of dead items that wait again, with all their attempts before them
function operations.requeue()
  local entries = redis.call('LRANGE', dead, 0, -1)
  for i, entry in ipairs(entries) do entries[i] = cjson.decode(entry) end
  for _, entry in ipairs(entries) do redis.call('LPUSH', queue, entry.item) end
  redis.call('DEL', dead)
  return #entries
end

-- status -> one line for each number
function operations.status()
  local paused = 0
  for _, mark in ipairs(redis.call('HVALS', claims)) do
    if string.sub(mark, 1, #marks.waiting) == marks.waiting then paused = paused + 1 end
  end
  local taken = redis.call('LLEN', processing)
  return {
    'waiting ' .. redis.call('LLEN', queue),
    'running ' .. taken - paused,
    'paused ' .. paused,
    'dead ' .. redis.call('LLEN', dead),
  }
end

-- running -> for each taken item: who works on it, the attempt, seconds left of the lease, the item
function operations.running()
  local lines = {}
  for _, item in ipairs(redis.call('LRANGE', processing, 0, -1)) do
    local _, id = mark_of(item)
    local session = redis.call('GET', lease_of(id)) or 'nobody'
    local count = redis.call('HGET', attempts, item) or '?'
    local left = math.max(0, redis.call('TTL', lease_of(id)))
    table.insert(lines, table.concat({ session, 'attempt ' .. count, left .. ' s', item }, '\t'))
  end
  return lines
end

-- dead -> the dead items as JSON, with their reasons
function operations.dead() return redis.call('LRANGE', dead, 0, -1) end

local operation = operations[ARGV[1]]
if operation == nil then return redis.error_reply('ERR unknown operation ' .. tostring(ARGV[1])) end
return operation(unpack(ARGV, 2, 8))
