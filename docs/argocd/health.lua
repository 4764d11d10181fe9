-- Health of InstagramAccount, MetaApp and EventSubscription for Argo CD.
-- Progressing: the operator is at work, or what it waits for comes by itself. Degraded: somebody has to act.
local function condition(type)
  if obj.status ~= nil and obj.status.conditions ~= nil then
    for _, found in ipairs(obj.status.conditions) do
      if found.type == type then
        return found
      end
    end
  end
  return nil
end

local function health(status, found)
  return { status = status, message = found.reason .. ": " .. found.message }
end

local observed = obj.status ~= nil and obj.status.observedGeneration or -1
if observed ~= obj.metadata.generation then
  return { status = "Progressing", message = "The operator has not seen this spec yet" }
end

local paused = condition("Reconciling")
if paused ~= nil and paused.reason == "Paused" then
  return health("Suspended", paused)
end
local stalled = condition("Stalled")
if stalled ~= nil and stalled.status == "True" then
  return health("Degraded", stalled)
end
local ready = condition("Ready")
if ready == nil then
  return { status = "Progressing", message = "The operator has not judged this spec yet" }
end
if ready.status == "True" then
  return health("Healthy", ready)
end
return health("Progressing", ready)
