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
        self.multiply_with(inputs, stride, count, results, |rows, inputs| {
            rows.map(|row| inputs.map(|input| product(row, input)))
        });
    }

    /// [`Matrix::multiply`] with the wider registers; the numbers are the same.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn multiply_wide(&self, inputs: &[i16], stride: usize, count: usize, results: &mut [f32]) {
        self.multiply_with(inputs, stride, count, results, |rows, inputs| products_wide(rows, inputs));
    }

    /// Goes through the inputs by fours and the rows by pairs, which `products` multiplies.
    #[inline(always)]
    fn multiply_with(
        &self,
        inputs: &[i16],
        stride: usize,
        count: usize,
        results: &mut [f32],
        products: impl Fn([&[i16]; 2], [&[i16]; 4]) -> [[i32; 4]; 2],
    ) {
        let width = self.rows();
        for start in (0..count).step_by(4) {
            // A last block that is not full reads its last input, or row, more than once.
            let input = |offset: usize| {
                let at = (start + offset).min(count - 1) * stride;
                inputs.get(at..at + self.columns).unwrap_or_default()
            };
            let block = [input(0), input(1), input(2), input(3)];
            for row in (0..width).step_by(2) {
                let pair = [row, (row + 1).min(width - 1)];
                let cells =
                    pair.map(|row| self.cells.get(row * self.columns..(row + 1) * self.columns).unwrap_or_default());
                for (row, sums) in pair.into_iter().zip(products(cells, block)) {
                    for (offset, sum) in sums.into_iter().enumerate().take(count - start) {
                        results[(start + offset) * width + row] = sum as f32 * self.scales[row] + self.bias[row];
                    }
                }
            }
        }
    }
}

/// Sixteen cells at a time.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn products_wide(rows: [&[i16]; 2], inputs: [&[i16]; 4]) -> [[i32; 4]; 2] {
    use std::arch::x86_64::*;
    let chunks = rows.iter().chain(&inputs).map(|cells| cells.len() / 16).min().unwrap_or(0);
    let mut sums = [[_mm256_setzero_si256(); 4]; 2];
    for chunk in 0..chunks {
        let at = chunk * 16;
        // SAFETY: `at + 16` is at most the length of the shortest of the six slices.
        let load = |cells: &[i16]| unsafe { _mm256_loadu_si256(cells.as_ptr().add(at).cast()) };
        let cells = [load(rows[0]), load(rows[1])];
        for (column, input) in inputs.iter().enumerate() {
            let input = load(input);
            for (sums, cells) in sums.iter_mut().zip(cells) {
                sums[column] = _mm256_add_epi32(sums[column], _mm256_madd_epi16(cells, input));
            }
        }
    }
    sums.map(|[a, b, c, d]| {
        let folded = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
        let four = _mm_add_epi32(_mm256_castsi256_si128(folded), _mm256_extracti128_si256::<1>(folded));
        let mut result = [0i32; 4];
        // SAFETY: the array holds the 16 bytes that are stored.
        unsafe { _mm_storeu_si128(result.as_mut_ptr().cast(), four) };
        result
    })
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
