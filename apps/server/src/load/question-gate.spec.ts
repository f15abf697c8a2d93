import { RefusedError } from '@zerofab/vocabulary';
import { describe, expect, it } from 'vitest';
import { QuestionGate } from './question-gate.js';

const limits = { running: 2, waiting: 2, perLogin: 4, waitMs: 1000 };

/** Work that goes on until it is told to end. */
const held = () => {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end: () => end(), work: async () => done };
};

describe('gate before long questions', () => {
  it('runs as many as it may, lets some wait, refuses the rest, and goes on in order', async () => {
    const gate = new QuestionGate(limits);
    const works = [held(), held(), held(), held()];
    const answers = works.map(async ({ work }, n) => gate.ask(`q${String(n)}`, `u${String(n)}`, work));
    expect(gate.load()).toEqual({ running: 2, waiting: 2 });
    await expect(gate.ask('q9', 'u9', async () => 1)).rejects.toThrow(RefusedError);
    expect(gate.refused.queue).toBe(1);
    for (const { end } of works) end();
    await Promise.all(answers);
    expect(gate.load()).toEqual({ running: 0, waiting: 0 });
    await expect(gate.ask('q9', 'u9', async () => 1)).resolves.toBe(1);
  });

  it('answers the same question once for all who ask while it is under way, and anew afterwards', async () => {
    const gate = new QuestionGate(limits);
    let asked = 0;
    const { end, work } = held();
    const question = async (): Promise<number> => {
      asked += 1;
      await work();
      return asked;
    };
    const answers = Array.from({ length: 10 }, async (_, n) => gate.ask('same', `u${String(n)}`, question));
    end();
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(await gate.ask('same', 'u', question)).toBe(2);
    expect(gate.shared).toBe(9);
  });

  it('keeps one login from taking all, and frees its place after a failure', async () => {
    const gate = new QuestionGate({ ...limits, running: 8, perLogin: 1 });
    const { end, work } = held();
    const first = gate.ask('a', 'eve', work);
    await expect(gate.ask('b', 'eve', async () => 1)).rejects.toThrow(/This login/);
    await expect(gate.ask('c', 'bob', async () => 1)).resolves.toBe(1);
    end();
    await first;
    await expect(
      gate.ask('d', 'eve', async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    await expect(gate.ask('e', 'eve', async () => 1)).resolves.toBe(1);
    expect(gate.load().running).toBe(0);
  });

  it('lets nobody wait longer than the limit', async () => {
    const gate = new QuestionGate({ ...limits, running: 1, waitMs: 20 });
    const { end, work } = held();
    const first = gate.ask('a', 'u', work);
    await expect(gate.ask('b', 'v', async () => 1)).rejects.toThrow(/took too long/);
    expect(gate.load()).toEqual({ running: 1, waiting: 0 });
    end();
    await first;
  });
});
