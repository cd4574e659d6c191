import { byId } from './dom.ts'
import { startShell } from './shell.ts'

const { workspace } = await startShell()
byId('workspace-name').textContent = workspace.name
