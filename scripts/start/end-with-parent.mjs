// Loaded first in every process that `npm start` runs: if its parent is killed outright, it ends too.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
