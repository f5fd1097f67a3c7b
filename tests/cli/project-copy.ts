import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A copy of the project in a temporary folder, whose code and content a test may change. */
export interface ProjectCopy {
  folder: string;
  /** Replaces text in a file of the copy; throws where the text is not there. */
  edit(file: string, from: string, to: string): void;
  write(file: string, text: string): void;
  remove(file: string): void;
  /** Builds the copy's content with what earlier builds kept; gives the digest of each file of the site, by path. */
  build(): Promise<Map<string, string>>;
  /** Builds the same content from nothing: in another folder, without anything kept, in another time zone. */
  buildClean(): Promise<Map<string, string>>;
  /** Runs the build with these options for a site of this name; gives the digest of each of its files, and what was told: on failure, of it alone. */
  buildWith(site: string, ...options: string[]): Promise<{ files: Map<string, string>; told: string }>;
  close(): void;
}

/** Copies the project with the small book of the pipeline's tests for its content. */
export function copyProject(): ProjectCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cardbook-project-')));
  for (const part of ['src', 'public', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  cpSync('tests/pipeline/fixtures/base', join(folder, 'content'), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  let cleanBuilds = 0;

  const build = async (content: string, out: string, zone: string): Promise<Map<string, string>> => {
    const env = { ...process.env, CARDBOOK_CONTENT: content, CARDBOOK_OUT: out, SITE: 'https://handbook.example', TZ: zone };
    await run(process.execPath, ['src/cli/build.ts'], { cwd: folder, env });
    return digests(out);
  };
  const buildWith: ProjectCopy['buildWith'] = async (site, ...options) => {
    const out = join(folder, site);
    const env = { ...process.env, CARDBOOK_CONTENT: join(folder, 'content'), CARDBOOK_OUT: out, SITE: 'https://handbook.example' };
    const told = await run(process.execPath, ['src/cli/build.ts', ...options], { cwd: folder, env }).then(
      ({ stdout, stderr }) => stdout + stderr,
      (error: unknown) => (error as { stderr: string }).stderr,
    );
    return { files: digests(out), told };
  };
  return {
    folder,
    buildWith,
    edit(file, from, to) {
      const text = readFileSync(join(folder, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold “${from}”.`);
      writeFileSync(join(folder, file), text.replace(from, to));
    },
    write: (file, text) => writeFileSync(join(folder, file), text),
    remove: (file) => rmSync(join(folder, file)),
    build: () => build(join(folder, 'content'), join(folder, 'site'), 'Europe/Berlin'),
    buildClean: () => {
      const content = join(folder, `content-${++cleanBuilds}`);
      cpSync(join(folder, 'content'), content, { recursive: true });
      return build(content, join(folder, 'clean'), 'Pacific/Auckland');
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

function digests(folder: string): Map<string, string> {
  const files = globSync('**/*', { cwd: folder }).filter((file) => statSync(join(folder, file)).isFile());
  return new Map(
    files.sort().map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
}
