// One report in a thread of its own: a year of a thousand sources takes ten seconds, and MQTT and HTTP go on meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import { reportFile, type ReportOrder } from './report-file.js';

const bytes = await reportFile(workerData as ReportOrder);
// A buffer of a pool holds more than the file: what is handed over is the file alone.
const own = new Uint8Array(bytes);
parentPort?.postMessage(own, [own.buffer]);
