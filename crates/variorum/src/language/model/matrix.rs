//! Products of whole numbers: exact, and so the same whatever the width of the machine's registers.

/// How many steps of an activation make 1.
const STEPS: f32 = 512.0;

/// A matrix of small whole numbers with a scale and a bias a row.
pub(super) struct Matrix {
    columns: usize,
    scales: Vec<f32>,
    bias: Vec<f32>,
    cells: Vec<i16>,
}

impl Matrix {
    pub fn new(columns: usize, scales: Vec<f32>, bias: Vec<f32>, cells: Vec<i16>) -> Matrix {
        let scales = scales.into_iter().map(|scale| scale / STEPS).collect();
        Matrix { columns, scales, bias, cells }
    }

    /// Rows of the matrix, which is the width of its results.
    pub fn rows(&self) -> usize {
        self.bias.len()
    }

    /// Multiplies `count` inputs, the first at the start of `inputs` and each `stride` after the one before.
    pub fn multiply(&self, inputs: &[i16], stride: usize, count: usize, results: &mut Vec<f32>) {
        results.clear();
        results.resize(count * self.rows(), 0.0);
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has just been found to know AVX2.
            return unsafe { self.multiply_wide(inputs, stride, count, results) };
        }
        self.multiply_any(inputs, stride, count, results);
    }

    /// [`Matrix::multiply_any`], compiled for the wider registers.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn multiply_wide(&self, inputs: &[i16], stride: usize, count: usize, results: &mut [f32]) {
        self.multiply_any(inputs, stride, count, results);
    }

    #[inline(always)]
    fn multiply_any(&self, inputs: &[i16], stride: usize, count: usize, results: &mut [f32]) {
        let width = self.rows();
        for start in (0..count).step_by(4) {
            // The last block reads its last input more than once rather than have a path of its own.
            let input = |offset: usize| {
                let at = (start + offset).min(count - 1) * stride;
                inputs.get(at..at + self.columns).unwrap_or_default()
            };
            let block = [input(0), input(1), input(2), input(3)];
            for (row, cells) in self.cells.chunks_exact(self.columns).enumerate() {
                let sums = four_products(cells, block);
                for (offset, sum) in sums.into_iter().enumerate().take(count - start) {
                    results[(start + offset) * width + row] = sum as f32 * self.scales[row] + self.bias[row];
                }
            }
        }
    }
}

/// The inner products of one row with four inputs.
#[inline(always)]
fn four_products(row: &[i16], inputs: [&[i16]; 4]) -> [i32; 4] {
    let [a, b, c, d] = inputs;
    let length = row.len().min(a.len()).min(b.len()).min(c.len()).min(d.len());
    let (row, a, b, c, d) = (&row[..length], &a[..length], &b[..length], &c[..length], &d[..length]);
    let mut sums = [0i32; 4];
    for index in 0..length {
        let cell = i32::from(row[index]);
        sums[0] += cell * i32::from(a[index]);
        sums[1] += cell * i32::from(b[index]);
        sums[2] += cell * i32::from(c[index]);
        sums[3] += cell * i32::from(d[index]);
    }
    sums
}

/// The inner product of two runs of whole numbers.
#[inline(always)]
pub(super) fn product(left: &[i16], right: &[i16]) -> i32 {
    left.iter().zip(right).map(|(left, right)| i32::from(*left) * i32::from(*right)).sum()
}

/// Rounds activations to whole steps for [`Matrix::multiply`].
///
/// A sum of 384 products of a signed byte and these stays inside 32 bits.
pub(super) fn rounded(values: &[f32], steps: &mut Vec<i16>) {
    steps.extend(values.iter().map(|value| to_steps(*value, STEPS, 32_767.0)));
}

/// Rounds `value * scale` to the nearest whole number, at most `limit` from zero.
#[inline(always)]
pub(super) fn to_steps(value: f32, scale: f32, limit: f32) -> i16 {
    // 1.5 * 2^23: adding it leaves the rounded number in the low bits, which is faster than `round`.
    const SHIFT: f32 = 12_582_912.0;
    let shifted = (value * scale).max(-limit).min(limit) + SHIFT;
    shifted.to_bits().wrapping_sub(SHIFT.to_bits()) as i16
}
