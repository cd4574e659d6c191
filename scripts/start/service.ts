import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CHECKOUT } from '../checkout.mjs'
import { Refusal } from '../progress.mjs'

/** A service that has not answered by then never will. Milliseconds. */
const READY_TIMEOUT = 60_000

/** After being asked to end, a service has so long before it is killed. Milliseconds. */
const STOP_TIMEOUT = 25_000

const POLL = 50

/** So much of a log is shown when its service has failed. */
const LAST_LINES = 20

export interface ServiceOptions {
  /** As a person would say it, with its article: "the server". */
  readonly name: string
  /** From the checkout. */
  readonly script: string
  readonly environment: Readonly<Record<string, string>>
  readonly logFile: string
  /** Answers with a status below 500 once the service is ready. */
  readonly readyUrl: string
}

/** One of the processes that `npm start` runs. */
export class Service {
  readonly name: string
  /** Settles when the process ends, for whatever reason. */
  readonly ended: Promise<void>
  readonly #child: ChildProcess
  readonly #logFile: string

  constructor(options: ServiceOptions) {
    this.name = options.name
    this.#logFile = options.logFile
    mkdirSync(dirname(options.logFile), { recursive: true })
    const log = openSync(options.logFile, 'w')
    const preload = join(CHECKOUT, 'scripts/start/end-with-parent.mjs')
    this.#child = spawn(process.execPath, ['--import', preload, join(CHECKOUT, options.script)], {
      cwd: CHECKOUT,
      env: { ...process.env, ...options.environment },
      // Of its own process group, so that Ctrl-C reaches it through us, in order.
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)
    this.ended = new Promise((settle) => {
      this.#child.once('exit', () => settle())
      this.#child.once('error', () => settle())
    })
  }

  /**
   * Waits until it answers.
   *
   * @throws Refusal with the last words of its log.
   */
  async ready(url: string): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT
    // oxlint-disable no-await-in-loop -- polling is one look after another
    while (!(await answers(url))) {
      const hasEnded = await Promise.race([this.ended.then(() => true), delay(POLL, false)])
      if (hasEnded || Date.now() > deadline) {
        throw new Refusal(
          `${this.lastWords()}\n\n${capital(this.name)} did not start; its last words are above.`,
        )
      }
    }
    // oxlint-enable no-await-in-loop
  }

  /** The end of its log. */
  lastWords(): string {
    return readFileSync(this.#logFile, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n')
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGTERM')
    const forced = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT)
    await this.ended
    clearTimeout(forced)
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) })
    await response.body?.cancel()
    return response.status < 500
  } catch {
    return false
  }
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
