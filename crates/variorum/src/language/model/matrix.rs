//! Products of whole numbers: exact, and so the same whatever the width of the machine's registers.

/// How many steps of an activation make 1.
const STEPS: f32 = 512.0;

/// Rows that are multiplied together: two registers of eight sums.
const BLOCK: usize = 16;
/// Inputs that are multiplied together.
const INPUTS: usize = 4;
/// Cells of one row that are multiplied and added in one step.
const PAIR: usize = 2;

/// A matrix of small whole numbers with a scale and a bias a row.
pub(super) struct Matrix {
    /// Columns, an even number.
    columns: usize,
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// By block of rows, by pair of columns, by row of the block: the two cells. The last block is filled up with zeros.
    cells: Vec<i16>,
}

impl Matrix {
    /// Takes the cells row by row.
    pub fn new(columns: usize, scales: Vec<f32>, bias: Vec<f32>, cells: &[i16]) -> Matrix {
        let scales = scales.into_iter().map(|scale| scale / STEPS).collect();
        let padded = columns.next_multiple_of(PAIR);
        let mut blocks = vec![0; bias.len().next_multiple_of(BLOCK) * padded];
        for (row, cells) in cells.chunks_exact(columns.max(1)).enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let block = (row / BLOCK * (padded / PAIR) + column / PAIR) * BLOCK;
                if let Some(place) = blocks.get_mut((block + row % BLOCK) * PAIR + column % PAIR) {
                    *place = *cell;
                }
            }
        }
        Matrix { columns: padded, scales, bias, cells: blocks }
    }

    /// Rows of the matrix, which is the width of its results.
    pub fn rows(&self) -> usize {
        self.bias.len()
    }

    /// Multiplies `count` inputs, the first at the start of `inputs` and each `stride` after the one before.
    pub fn multiply(&self, inputs: &[i16], stride: usize, count: usize, results: &mut Vec<f32>) {
        results.resize(count * self.rows(), 0.0);
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has just been found to know AVX2.
            return unsafe { self.multiply_wide(inputs, stride, count, results) };
        }
        self.multiply_with(inputs, stride, count, results, products);
    }

    /// [`Matrix::multiply`] with the wider registers; the numbers are the same.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn multiply_wide(&self, inputs: &[i16], stride: usize, count: usize, results: &mut [f32]) {
        self.multiply_with(inputs, stride, count, results, |cells, inputs| products_wide(cells, inputs));
    }

    /// Goes through the blocks of rows and, for each, through the inputs by fours, which `products` multiplies.
    #[inline(always)]
    fn multiply_with(
        &self,
        inputs: &[i16],
        stride: usize,
        count: usize,
        results: &mut [f32],
        products: impl Fn(&[i16], [&[i16]; INPUTS]) -> [[i32; BLOCK]; INPUTS],
    ) {
        let width = self.rows();
        let blocks = self.cells.chunks_exact((BLOCK * self.columns).max(1));
        let by_row = self.scales.chunks(BLOCK).zip(self.bias.chunks(BLOCK));
        for ((block, cells), (scales, bias)) in blocks.enumerate().zip(by_row) {
            for start in (0..count).step_by(INPUTS) {
                // A last four that is not full reads its last input more than once.
                let input = |offset: usize| {
                    let at = (start + offset).min(count - 1) * stride;
                    inputs.get(at..at + self.columns).unwrap_or_default()
                };
                let sums = products(cells, [input(0), input(1), input(2), input(3)]);
                for (offset, sums) in sums.iter().enumerate().take(count - start) {
                    let at = (start + offset) * width + block * BLOCK;
                    let Some(results) = results.get_mut(at..at + bias.len()) else { continue };
                    for (((result, sum), scale), bias) in results.iter_mut().zip(sums).zip(scales).zip(bias) {
                        *result = *sum as f32 * scale + bias;
                    }
                }
            }
        }
    }
}

/// The products of a block of rows with four inputs.
fn products(cells: &[i16], inputs: [&[i16]; INPUTS]) -> [[i32; BLOCK]; INPUTS] {
    inputs.map(|input| {
        let mut sums = [0; BLOCK];
        let (pairs, _) = input.as_chunks::<PAIR>();
        for (cells, [left, right]) in cells.chunks_exact(BLOCK * PAIR).zip(pairs) {
            for (sum, cells) in sums.iter_mut().zip(cells.chunks_exact(PAIR)) {
                *sum += i32::from(cells[0]) * i32::from(*left) + i32::from(cells[1]) * i32::from(*right);
            }
        }
        sums
    })
}

/// [`products`], eight rows in a register.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn products_wide(cells: &[i16], inputs: [&[i16]; INPUTS]) -> [[i32; BLOCK]; INPUTS] {
    use std::arch::x86_64::*;
    let (cells, _) = cells.as_chunks::<{ BLOCK * PAIR }>();
    let inputs = inputs.map(|input| input.as_chunks::<PAIR>().0);
    let pairs = inputs.iter().map(|input| input.len()).min().unwrap_or(0).min(cells.len());
    let mut sums = [[_mm256_setzero_si256(); 2]; INPUTS];
    for pair in 0..pairs {
        let rows = &cells[pair];
        // SAFETY: the array holds 32 numbers, of which the first and the second sixteen are read.
        let rows =
            unsafe { [_mm256_loadu_si256(rows.as_ptr().cast()), _mm256_loadu_si256(rows.as_ptr().add(BLOCK).cast())] };
        for (sums, input) in sums.iter_mut().zip(&inputs) {
            let [left, right] = input[pair];
            let both = i32::from(left) & 0xFFFF | i32::from(right) << 16;
            let input = _mm256_set1_epi32(both);
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(row, input));
            }
        }
    }
    sums.map(|sums| {
        let mut result = [0; BLOCK];
        for (sum, eight) in sums.into_iter().zip(result.chunks_exact_mut(BLOCK / 2)) {
            // SAFETY: `eight` holds the 32 bytes that are stored.
            unsafe { _mm256_storeu_si256(eight.as_mut_ptr().cast(), sum) };
        }
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
